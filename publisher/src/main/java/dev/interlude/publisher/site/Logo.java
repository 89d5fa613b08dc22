package dev.interlude.publisher.site;

import dev.interlude.publisher.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The application's logo as a {@code data:} URI. An SVG in an {@code <img>} runs no script and loads nothing. */
final class Logo {

    static final int MAX_BYTES = 64 * 1024;

    private static final String SVG_TYPE = "image/svg+xml";

    /** What may stand in a URL as it is, and needs no escape in an attribute either. */
    private static final String PLAIN = "-_.!~*();/?:@=+$,";

    /** The root element after an optional declaration, comments and document type. */
    private static final Pattern SVG = Pattern.compile(
            "(?s)\\A\\uFEFF?\\s*(<\\?xml.*?\\?>\\s*)?(<!--.*?-->\\s*|<!DOCTYPE[^>]*>\\s*)*<svg[\\s>].*");

    private Logo() {}

    /** The logo in that file, of the type that its content shows, whatever its name. */
    static String dataUri(Path file) {
        byte[] content = read(file);
        String type = type(content)
                .orElseThrow(() -> refused(file, "it is no SVG, PNG, JPEG, GIF or WebP", "save the logo as SVG"));
        return "data:" + type + (type.equals(SVG_TYPE) ? "," + percentEncoded(content) : base64(content));
    }

    private static String base64(byte[] content) {
        return ";base64," + Base64.getEncoder().encodeToString(content);
    }

    /** Less than half of base64 once it is compressed, since the markup's repetitions stay visible. */
    private static String percentEncoded(byte[] content) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : content) {
            char character = (char) (each & 0xff);
            if (character == '\n' || character == ' ' || PLAIN.indexOf(character) >= 0) {
                encoded.append(character == '\n' ? ' ' : character);
            } else if (Character.isLetterOrDigit(character) && character < 0x80) {
                encoded.append(character);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }

    private static byte[] read(Path file) {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw refused(
                        file,
                        "it has " + size + " bytes, more than " + MAX_BYTES,
                        "make it smaller; every visitor loads it with the page, and 2 KB is plenty for an SVG");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refused(file, "it cannot be read: " + e.getMessage(), "check the path and who may read it")
                    .causedBy(e);
        }
    }

    private static Optional<String> type(byte[] content) {
        String start = new String(content, 0, Math.min(content.length, 12), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return Optional.of("image/gif");
        }
        if (start.startsWith("RIFF") && start.endsWith("WEBP")) {
            return Optional.of("image/webp");
        }
        boolean svg = SVG.matcher(new String(content, StandardCharsets.UTF_8)).matches();
        return svg ? Optional.of(SVG_TYPE) : Optional.empty();
    }

    private static Failure refused(Path file, String happened, String advice) {
        return new Failure(Failure.Kind.CONFIGURATION, "use " + file + " as site.logo", happened, advice);
    }
}

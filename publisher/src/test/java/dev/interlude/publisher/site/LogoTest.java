package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlude.publisher.failure.Failure;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogoTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a00000000, image/png",
        "ffd8ffe0000000000000000000, image/jpeg",
        "474946383961010001000000, image/gif",
        "524946460000000057454250, image/webp"
    })
    void typeIsThatOfTheContent(String hex, String type) throws IOException {
        byte[] content = HexFormat.of().parseHex(hex);
        Path file = Files.write(folder.resolve("logo.txt"), content);

        assertThat(Logo.dataUri(file))
                .isEqualTo("data:" + type + ";base64," + Base64.getEncoder().encodeToString(content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><text fill='#fff'>100 % ü & so</text></svg>",
                "<?xml version=\"1.0\"?>\n<!-- drawn by hand -->\n<svg\nwidth=\"1\"/>"
            })
    void svgStaysReadableAndWhole(String svg) throws IOException {
        Path file = Files.writeString(folder.resolve("logo.svg"), svg);

        String uri = Logo.dataUri(file);

        assertThat(uri).startsWith("data:image/svg+xml,").doesNotContain("\"", "'", "<", "#", "\n");
        String decoded = URLDecoder.decode(
                uri.substring("data:image/svg+xml,".length()).replace("+", "%2B"), StandardCharsets.UTF_8);
        assertThat(decoded).isEqualTo(svg.replace("\n", " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><svg></svg></html>", "hello", "%PDF-1.7", "{\"svg\": 1}"})
    void whatIsNoImageIsRefused(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("logo.svg"), content);

        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Logo.dataUri(file))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
                .withMessageContaining("no SVG, PNG, JPEG, GIF or WebP");
    }

    @Test
    void logoThatIsTooLargeIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("logo.svg"), "<svg>" + " ".repeat(Logo.MAX_BYTES));

        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Logo.dataUri(file))
                .withMessageContaining("more than 65536");
    }

    @Test
    void missingLogoIsRefused() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Logo.dataUri(folder.resolve("gone.svg")))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION));
    }
}

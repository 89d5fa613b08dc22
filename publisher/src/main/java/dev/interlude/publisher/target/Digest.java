package dev.interlude.publisher.target;

import dev.interlude.publisher.site.Site;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names of contents: equal where the contents are. */
final class Digest {

    private Digest() {}

    static String of(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    /** The name of all files together, their paths included. */
    static String of(Site site) {
        MessageDigest all = sha256();
        site.files().forEach((path, content) -> {
            all.update((path + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
            all.update(content);
        });
        return HexFormat.of().formatHex(all.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

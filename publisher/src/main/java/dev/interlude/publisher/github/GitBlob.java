package dev.interlude.publisher.github;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names that Git gives to objects: the SHA-1 over a header and the bytes. */
final class GitBlob {

    private GitBlob() {}

    /** The name of a file's content, as 40 hex digits. */
    static String id(byte[] content) {
        return objectId("blob", content);
    }

    static String objectId(String type, byte[] content) {
        MessageDigest sha1 = sha1();
        sha1.update((type + " " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(sha1.digest(content));
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}

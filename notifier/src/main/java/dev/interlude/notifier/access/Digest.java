package dev.interlude.notifier.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a secret. Digests are compared in constant time, and have no length that could be measured. */
public final class Digest {

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Digest of(String secret) {
        try {
            byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
            return new Digest(MessageDigest.getInstance("SHA-256").digest(utf8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The digest with those 64 hexadecimal digits.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static Digest ofHex(String text) {
        byte[] bytes = HexFormat.of().parseHex(text);
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
        }
        return new Digest(bytes);
    }

    boolean matches(Digest other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }
}

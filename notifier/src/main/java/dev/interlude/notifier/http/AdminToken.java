package dev.interlude.notifier.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The secret that a writer shows. Compared in constant time, by digests, so that not even its length can be measured. */
public final class AdminToken {

    private static final String SCHEME = "bearer ";

    private final byte[] digest;

    public AdminToken(String secret) {
        this.digest = digest(secret);
    }

    /** Whether an Authorization header (RFC 6750, section 2.1) shows the secret; null where there is none. */
    boolean isShownBy(@Nullable String authorization) {
        return authorization != null
                && authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                && MessageDigest.isEqual(
                        digest, digest(authorization.substring(SCHEME.length()).strip()));
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

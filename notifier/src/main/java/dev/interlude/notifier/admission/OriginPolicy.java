package dev.interlude.notifier.admission;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The origins (RFC 6454) whose pages may subscribe. Browsers name theirs and cannot lie about it; a client that names none is
 * no browser and passes.
 */
public final class OriginPolicy {

    private static final String ANY = "*";

    private final Set<String> allowed;

    private OriginPolicy(Set<String> allowed) {
        this.allowed = allowed;
    }

    /**
     * The policy for those origins.
     *
     * @param allowed origins such as {@code https://shop.example.com}, or {@code *} for every one; empty: only the host that
     *     the request was sent to
     */
    public static OriginPolicy of(Set<String> allowed) {
        return new OriginPolicy(allowed.stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a request with these two headers passes; null where it has no such header. */
    public boolean allows(@Nullable String origin, @Nullable String host) {
        if (origin == null || allowed.contains(ANY)) {
            return true;
        }
        return allowed.isEmpty() ? isSameHost(origin, host) : allowed.contains(origin.toLowerCase(Locale.ROOT));
    }

    private static boolean isSameHost(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

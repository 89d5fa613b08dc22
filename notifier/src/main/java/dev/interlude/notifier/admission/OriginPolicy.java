package dev.interlude.notifier.admission;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
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
                .map(origin -> withoutDefaultPort(origin.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a request with these two headers passes; null where it has no such header. */
    public boolean allows(@Nullable String origin, @Nullable String host) {
        if (origin == null || allowed.contains(ANY)) {
            return true;
        }
        return allowed.isEmpty() ? isSameHost(origin, host) : allowed.contains(origin.toLowerCase(Locale.ROOT));
    }

    /**
     * What {@code Access-Control-Allow-Origin} is to say to a page that passed, in the words of the configuration; empty where
     * it need not be said.
     */
    public Optional<String> sharedWith(@Nullable String origin) {
        if (allowed.contains(ANY)) {
            return Optional.of(ANY);
        }
        return Optional.ofNullable(origin)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(allowed::contains);
    }

    private static String withoutDefaultPort(String origin) {
        return origin.replaceFirst("^(https://.*):443$|^(http://.*):80$", "$1$2");
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

package dev.interlude.notifier.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All tokens that are good. Immutable. */
public final class Keyring {

    private static final String SCHEME = "bearer ";

    private final List<Key> keys;

    private Keyring(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /** A token and who shows it. */
    public record Key(Digest digest, Holder holder) {}

    public static Keyring of(List<Key> keys) {
        return new Keyring(keys);
    }

    /** The same with one more. */
    public Keyring with(Key key) {
        List<Key> more = new ArrayList<>(keys);
        more.add(key);
        return new Keyring(more);
    }

    /** Whose token an Authorization header (RFC 6750, section 2.1) shows; null where there is no header. */
    public Optional<Holder> holderOf(@Nullable String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        Digest shown = Digest.of(authorization.substring(SCHEME.length()).strip());
        Optional<Holder> holder = Optional.empty();
        // Every key is looked at, so that the time tells nothing of where a match stands.
        for (Key key : keys) {
            if (key.digest().matches(shown)) {
                holder = Optional.of(key.holder());
            }
        }
        return holder;
    }
}

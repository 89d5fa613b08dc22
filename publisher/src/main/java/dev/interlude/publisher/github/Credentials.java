package dev.interlude.publisher.github;

import java.util.function.Supplier;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** Where the target gets its token from. Asked before each attempt of a request, so that one that expires is renewed. */
@FunctionalInterface
public interface Credentials {

    /**
     * The token to be sent now.
     *
     * @throws dev.interlude.publisher.failure.Failure CONFIGURATION if there is none, or none that can be used; REFUSED
     *     or UNREACHABLE if it has to be exchanged at GitHub and cannot be
     */
    AccessToken token();

    /** From now on, requests of its own take that road. Called before the first token is asked for. */
    default void connect(Road road) {}

    /** The same tokens for somebody who has no road to offer. */
    default Credentials withoutRoad() {
        return new Roadless(this);
    }

    /** Tokens of others. */
    record Roadless(Credentials all) implements Credentials {
        @Override
        public AccessToken token() {
            return all.token();
        }
    }

    /** GitHub does not know that token (any more); whether {@link #token} has another one to offer. */
    default boolean renews(AccessToken refused) {
        return false;
    }

    /** A way to GitHub that retries, waits and redacts. */
    @FunctionalInterface
    interface Road {

        /**
         * Sends the request with a credential of its own.
         *
         * @param credential asked before each attempt
         */
        GitHubConnectorResponse send(GitHubConnectorRequest request, Supplier<AccessToken> credential);
    }
}

package dev.interlude.publisher.github;

/** Where the target gets its token from. Asked before each request, so that a token that expires can be renewed. */
@FunctionalInterface
public interface Credentials {

    /**
     * The token to be sent now.
     *
     * @throws dev.interlude.publisher.failure.Failure CONFIGURATION if there is none, or none that can be used
     */
    AccessToken token();
}

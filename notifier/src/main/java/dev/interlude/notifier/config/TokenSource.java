package dev.interlude.notifier.config;

import java.nio.file.Path;

/** Where the admin token comes from. */
public sealed interface TokenSource {

    /** It was given in the environment. */
    record Given(String secret) implements TokenSource {

        /** Without the secret: configuration is logged. */
        @Override
        public String toString() {
            return "Given[]";
        }
    }

    /** It is what the file holds, white space around it apart. */
    record InFile(Path file) implements TokenSource {}

    /** It is made by the hub and kept in that file, for its owner only. */
    record Made(Path file) implements TokenSource {}
}

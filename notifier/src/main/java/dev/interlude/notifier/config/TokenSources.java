package dev.interlude.notifier.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the tokens come from.
 *
 * @param admin the one that may do everything; null where there is none
 * @param others the file that lists more of them; null where there is none
 */
public record TokenSources(
        @Nullable TokenSource admin, @Nullable Path others) {}

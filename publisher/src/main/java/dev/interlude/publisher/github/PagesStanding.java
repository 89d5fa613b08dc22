package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.target.Remote.Serving;
import java.util.List;
import java.util.Optional;

/** What Pages does with the branch, and whether that is what is wanted. */
final class PagesStanding {

    private static final String NAME = "GitHub Pages";

    private final GitHubSettings settings;

    PagesStanding(GitHubSettings settings) {
        this.settings = settings;
    }

    Serving of(Optional<PagesSite> pages, Domains domains) {
        if (pages.isEmpty()) {
            return new Serving(NAME, "is off", "run publisher publish, which enables it");
        }
        String standing = PagesWords.of(pages.get());
        if ("errored".equals(pages.get().status())) {
            return new Serving(
                    NAME, "could not build; " + standing, "run publisher publish, which asks for a new build");
        }
        try {
            List<PagesChange> changes = new PagesSettings(settings).changes(pages, domains);
            return new Serving(NAME, standing, changes.isEmpty() ? "" : "run publisher publish, which changes it");
        } catch (Failure failure) {
            return new Serving(NAME, failure.happened(), failure.advice());
        }
    }
}

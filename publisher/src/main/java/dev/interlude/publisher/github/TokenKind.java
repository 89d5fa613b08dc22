package dev.interlude.publisher.github;

import java.util.Locale;
import java.util.Map;

/** The kinds of token that GitHub issues. They differ in whose they are, and so in what can be asked with them at all. */
enum TokenKind {
    CLASSIC("a classic personal access token"),
    FINE_GRAINED("a fine-grained personal access token"),
    /** A person's login through an application, such as {@code gh}. */
    LOGIN("a person's login"),
    INSTALLATION("an App's installation token"),
    WORKFLOW("a workflow's GITHUB_TOKEN"),
    UNKNOWN("a token");

    private static final Map<String, TokenKind> PREFIXES = Map.of(
            "ghp_", CLASSIC,
            "github_pat_", FINE_GRAINED,
            "gho_", LOGIN,
            "ghu_", LOGIN,
            "ghs_", INSTALLATION);

    private final String inWords;

    TokenKind(String inWords) {
        this.inWords = inWords;
    }

    /** What the beginning says; enterprise servers and old tokens may have none that is known. */
    static TokenKind of(String token) {
        String lower = token.toLowerCase(Locale.ROOT);
        return PREFIXES.entrySet().stream()
                .filter(prefix -> lower.startsWith(prefix.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** As in "a classic personal access token". */
    String inWords() {
        return inWords;
    }

    /** Whether it acts for a person, who can be asked for, and who may own repositories. */
    boolean hasPerson() {
        return this != INSTALLATION && this != WORKFLOW;
    }

    /** Whether it can ever create repositories and change settings; GitHub refuses both to workflows, always. */
    boolean canAdminister() {
        return this != WORKFLOW;
    }
}

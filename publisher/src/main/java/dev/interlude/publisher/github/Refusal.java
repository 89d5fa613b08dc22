package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns an answer that is no success into the three sentences that an operator needs. The advice names the permission
 * or the setting to change, from GitHub's own headers where it sends them.
 */
final class Refusal {

    /** Messages of GitHub that say more than their status; the first that fits counts. */
    private static final List<Known> KNOWN = List.of(
            new Known(
                    "does not support github pages",
                    "make the repository public, or use a plan that has Pages for private repositories"),
            new Known(
                    "must exist before github pages", "run the same command again; GitHub has not seen the branch yet"),
            new Known(
                    "rule violations",
                    "let this token bypass the branch's ruleset, or give target.github.branch a branch without rules"),
            new Known(
                    "protected branch",
                    "let this token push to the protected branch, or give target.github.branch another one"),
            new Known(
                    "custom domain",
                    "free the domain where it is in use, verify it for this owner, or change target.github.domain"),
            new Known(
                    "resource not accessible by integration",
                    "a workflow's GITHUB_TOKEN cannot create repositories or change Pages: enable Pages once by hand,"
                            + " or give a person's or an App's token as INTERLUDE_GITHUB_TOKEN"),
            new Known("archived", "unarchive the repository, or name another one in target.github.repository"));

    private final Permission needed;
    private final Answer answer;

    private Refusal(Permission needed, Answer answer) {
        this.needed = needed;
        this.answer = answer;
    }

    /** The failure; {@code tried} is as in "read branch gh-pages of acme/shop" */
    static Failure of(String tried, Permission needed, Answer answer) {
        Refusal refusal = new Refusal(needed, answer);
        return new Failure(refusal.kind(), tried, refusal.happened(), refusal.advice());
    }

    private Failure.Kind kind() {
        return answer.status() >= 500 ? Failure.Kind.UNREACHABLE : Failure.Kind.REFUSED;
    }

    private String happened() {
        String message = answer.message();
        String id = answer.header("X-GitHub-Request-Id")
                .map(value -> " [request " + value + "]")
                .orElse("");
        return "GitHub answered " + answer.status() + (message.isEmpty() ? "" : ": " + message) + id;
    }

    private String advice() {
        Optional<String> singleSignOn = answer.header("X-GitHub-SSO");
        if (singleSignOn.isPresent()) {
            return "authorise the token for the organisation's single sign-on: " + singleSignOn.get();
        }
        return byMessage().orElseGet(this::byStatus);
    }

    private Optional<String> byMessage() {
        String message = answer.message().toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(known -> message.contains(known.part()))
                .map(Known::advice)
                .findFirst();
    }

    private String byStatus() {
        return switch (answer.status()) {
            case 401 -> "give a token that is valid: this one is mistyped, expired or revoked";
            case 403, 404 -> "check the spelling of target.github.repository, and " + grant();
            case 409 -> "somebody else is changing the same thing; run the same command again";
            case 422 -> "check target.github in interlude.yaml against the message above";
            default ->
                answer.status() >= 500
                        ? "see https://www.githubstatus.com/ and run the same command again; it goes on where this one stopped"
                        : "check that target.github.api-url is the address of a GitHub API";
        };
    }

    /** Fine-grained tokens and Apps have permissions, classic tokens have scopes; GitHub says which it looked for. */
    private String grant() {
        String permissions = answer.header("X-Accepted-GitHub-Permissions").orElse(needed.inSettings());
        String scopes = answer.header("X-Accepted-OAuth-Scopes").orElse("repo");
        return "grant the token " + permissions + " (fine-grained token or App) or the scope " + scopes
                + " (classic token)";
    }

    /**
     * @param part a part of GitHub's message, in lower case
     * @param advice what to do about it
     */
    private record Known(String part, String advice) {}
}

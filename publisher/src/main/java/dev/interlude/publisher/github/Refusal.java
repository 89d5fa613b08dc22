package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns an answer that is no success into the three sentences that an operator needs. The advice names the permission
 * or the setting to change: by GitHub's headers where it sends them, then by its words, then by the status and what was
 * asked for.
 */
final class Refusal {

    private final Permission needed;
    private final Answer answer;
    private final TokenKind kind;

    private Refusal(Permission needed, Answer answer, TokenKind kind) {
        this.needed = needed;
        this.answer = answer;
        this.kind = kind;
    }

    /** The failure; {@code tried} is as in "read branch gh-pages of acme/shop" */
    static Failure of(String tried, Permission needed, Answer answer) {
        return of(tried, needed, answer, answer.asked());
    }

    static Failure of(String tried, Permission needed, Answer answer, TokenKind kind) {
        return of(tried, answer, new Refusal(needed, answer, kind).advice());
    }

    /** The failure, where the caller knows better than the answer what to do. */
    static Failure of(String tried, Answer answer, String advice) {
        Failure.Kind kind = answer.status() >= 500 ? Failure.Kind.UNREACHABLE : Failure.Kind.REFUSED;
        return new Failure(kind, tried, happened(answer), advice);
    }

    private static String happened(Answer answer) {
        String message = answer.message();
        String id = answer.header("X-GitHub-Request-Id")
                .map(value -> " [request " + value + "]")
                .orElse("");
        return "GitHub answered " + answer.status() + (message.isEmpty() ? "" : ": " + message) + id;
    }

    private String advice() {
        return Stream.<Optional<String>>of(
                        SingleSignOn.advice(answer), Known.advice(answer.message()), blocked(), granted())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(this::byStatus);
    }

    /** GitHub's own decision about a repository: it says so in the body, whatever the words are. */
    private Optional<String> blocked() {
        boolean blocked = answer.is(451) || answer.json().path("block").isObject();
        return blocked
                ? Optional.of("GitHub has blocked the repository, for a legal notice or its terms: see its page on"
                        + " GitHub, and publish to another one in target.github.repository until that is settled")
                : Optional.empty();
    }

    /** Where GitHub says what it looked for, or what the token has. */
    private Optional<String> granted() {
        boolean about = answer.is(403) || answer.is(404);
        boolean said = Grant.named(answer) && answer.is(403);
        return about && (said || Grant.lacksScope(answer, needed))
                ? Optional.of(new Grant(needed, answer, kind).advice())
                : Optional.empty();
    }

    private String byStatus() {
        int status = answer.status();
        return switch (status) {
            case 301, 302, 307, 308 ->
                "GitHub points to another address, which was not followed: give the repository's present name as"
                        + " target.github.repository";
            case 401 -> "give a token that is valid: this one is mistyped, expired or revoked";
            case 403, 404 -> spelling() + new Grant(needed, answer, kind).advice();
            case 409 -> "somebody else is changing the same thing; run the same command again";
            case 422 -> unprocessable();
            default ->
                status >= 500
                        ? "see https://www.githubstatus.com/ and run the same command again; it goes on where this one"
                                + " stopped"
                        : "check that target.github.api-url is the address of a GitHub API";
        };
    }

    private String spelling() {
        return "check the spelling of target.github.repository"
                + (needed == Permission.REPOSITORY_CREATE
                        ? "; where it exists, let the token have it; where it does not, "
                        : ", and ");
    }

    private String unprocessable() {
        return needed == Permission.PAGES_ADMINISTER
                ? "check target.github.branch, path and domain against the message above; Pages of a private repository"
                        + " needs a plan that has it, or a public repository"
                : "check target.github in interlude.yaml against the message above";
    }

    /** Messages of GitHub that say more than their status; the first that fits counts. */
    private enum Known {
        PLAN(
                "does not support github pages",
                "make the repository public, or use a plan that has Pages for private repositories"),
        BRANCH("must exist before github pages", "run the same command again; GitHub has not seen the branch yet"),
        RULES("rule violations", Refusal.RULES),
        PROTECTED("protected branch", Refusal.RULES),
        DOMAIN(
                "custom domain",
                "free the domain where it is in use, verify it for this owner, or change target.github.domain"),
        ADDRESS(
                "ip allow list",
                "let an owner add this machine's address to the organisation's IP allow list (Settings,"
                        + " Authentication security), or run from a machine that is on it"),
        POLICY(
                "forbids access via",
                "the organisation does not take this kind of token (Settings, Personal access tokens): use a"
                        + " fine-grained token that ends within its limit, or a GitHub App"),
        SUSPENDED(
                "suspended",
                "the account or the App's installation is suspended: let an owner unsuspend it, or use another token"),
        ARCHIVED("archived", "unarchive the repository, or name another one in target.github.repository"),
        ADMIN(
                "admin rights",
                "let the token's owner be an administrator of the repository (Settings, Collaborators and teams)");

        private final String part;
        private final String advice;

        Known(String part, String advice) {
            this.part = part;
            this.advice = advice;
        }

        static Optional<String> advice(String message) {
            String lower = message.toLowerCase(Locale.ROOT);
            return Stream.of(values())
                    .filter(known -> lower.contains(known.part))
                    .map(known -> known.advice)
                    .findFirst();
        }
    }

    /** What to do about a branch that nobody moved and that still does not take a commit. */
    static final String RULES = "let this token bypass the branch's ruleset or protection (Settings, Rules), or give"
            + " target.github.branch a branch without rules";
}

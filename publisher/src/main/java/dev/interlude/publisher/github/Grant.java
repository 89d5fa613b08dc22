package dev.interlude.publisher.github;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What has to be granted to a token. Fine-grained tokens and Apps have permissions, classic tokens have scopes; GitHub
 * says which it looked for, and which scopes there are.
 */
final class Grant {

    /** The lists that GitHub sends, as in {@code pages=write,administration=write; contents=read}. */
    private static final Pattern LIST = Pattern.compile("[\\w:=,; -]{1,300}");

    private final Permission needed;
    private final Answer answer;
    private final TokenKind kind;

    Grant(Permission needed, Answer answer, TokenKind kind) {
        this.needed = needed;
        this.answer = answer;
        this.kind = kind;
    }

    /** Whether GitHub says which permission it looked for. */
    static boolean named(Answer answer) {
        return list(answer, "X-Accepted-GitHub-Permissions").isPresent();
    }

    /** Whether this is a classic token that GitHub shows to have other scopes than are needed. */
    static boolean lacksScope(Answer answer, Permission needed) {
        return answer.header("X-OAuth-Scopes")
                .map(scopes -> Arrays.stream(scopes.split(","))
                        .map(String::strip)
                        .noneMatch(scope -> scope.equals(needed.scope())))
                .orElse(false);
    }

    /** As in "grant the token …"; for the kind of token that it is, as far as that can be known. */
    String advice() {
        if (kind == TokenKind.WORKFLOW) {
            return toWorkflow();
        } else if (kind == TokenKind.INSTALLATION) {
            return toApp();
        } else if (kind == TokenKind.FINE_GRAINED) {
            String where = needed == Permission.REPOSITORY_CREATE ? "" : " on this repository";
            return "grant the token " + permissions() + where + " (Settings, Developer settings, Fine-grained tokens)";
        }
        boolean classic = kind != TokenKind.UNKNOWN && !named(answer);
        return classic || answer.header("X-OAuth-Scopes").isPresent() ? toClassic() : toEither();
    }

    private String toEither() {
        return "grant the token " + permissions() + " (fine-grained token or App) or the scope " + scopes()
                + " (classic token)";
    }

    private String toClassic() {
        String has = list(answer, "X-OAuth-Scopes")
                .map(list -> " (it has " + list + ")")
                .orElse("");
        return "grant the token the scope " + scopes() + has + ", and let its owner have that access to the repository";
    }

    /** Where it was not exchanged here, nobody can tell an App's token from a workflow's. */
    private String toApp() {
        String workflows = isAdministration() ? "; if it is a workflow's GITHUB_TOKEN, " + WorkflowToken.ADVICE : "";
        return "grant the App " + permissions()
                + " on its settings page, accept that on the installation's, and let the"
                + " installation have this repository" + workflows;
    }

    private String toWorkflow() {
        return isAdministration()
                ? WorkflowToken.ADVICE
                : "grant the workflow's job " + permissions() + " (permissions: {contents: write, pages: write}); its"
                        + " GITHUB_TOKEN opens the workflow's own repository only";
    }

    private boolean isAdministration() {
        return needed == Permission.PAGES_ADMINISTER || needed == Permission.REPOSITORY_CREATE;
    }

    private String permissions() {
        return list(answer, "X-Accepted-GitHub-Permissions").orElse(needed.inSettings());
    }

    private String scopes() {
        return list(answer, "X-Accepted-OAuth-Scopes").orElse(needed.scope());
    }

    private static Optional<String> list(Answer answer, String header) {
        return answer.header(header).filter(value -> LIST.matcher(value).matches());
    }
}

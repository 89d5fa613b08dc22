package dev.interlude.publisher.github.fake;

import java.util.Set;

/**
 * A token that the fake has issued.
 *
 * @param login whose it is
 * @param scopes {@code repo} for everything, or permissions such as {@code contents:write}
 * @param workflow whether it is a workflow's {@code GITHUB_TOKEN}, whose pushes build nothing
 */
record FakeToken(String secret, String login, Set<String> scopes, boolean workflow) {

    boolean may(String permission) {
        String resource = permission.substring(0, permission.indexOf(':'));
        return scopes.contains("repo") || scopes.contains(permission) || scopes.contains(resource + ":write");
    }

    /** Refuses what the token may not do, in GitHub's words. */
    void require(String permission) {
        if (may(permission)) {
            return;
        }
        if (isClassic()) {
            throw new Refused(Reply.error(404, "Not Found")
                    .with("X-OAuth-Scopes", String.join(", ", scopes))
                    .with("X-Accepted-OAuth-Scopes", "repo"));
        }
        String kind = isInstallation() ? "integration" : "personal access token";
        throw new Refused(Reply.error(403, "Resource not accessible by " + kind)
                .with("X-Accepted-GitHub-Permissions", permission.replace(":", "=")));
    }

    /** Refuses what is a person's, to an App's and a workflow's token. */
    void requirePerson() {
        if (isInstallation()) {
            throw new Refused(403, "Resource not accessible by integration");
        }
    }

    private boolean isClassic() {
        return secret.startsWith("ghp_");
    }

    private boolean isInstallation() {
        return secret.startsWith("ghs_");
    }

    /** Private repositories do not exist for a token that may do nothing there. */
    boolean seesPrivate() {
        return !scopes.isEmpty() && !scopes.equals(Set.of("public_repo"));
    }
}

package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.publisher.failure.Failure;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a token of an App is asked to open: no more than a publish needs.
 *
 * @param repository the only repository; null for every one of the installation
 * @param permissions as in GitHub's JSON, sorted
 */
record InstallationGrant(@Nullable RepositoryName repository, Map<String, String> permissions) {

    private static final Map<String, String> NEEDED =
            Map.of("administration", "write", "contents", "write", "pages", "write");

    static InstallationGrant everything(RepositoryName repository) {
        return new InstallationGrant(repository, new TreeMap<>(NEEDED));
    }

    /**
     * What that installation has of it. An App without Administration can publish where Pages is on already.
     *
     * @throws Failure REFUSED if it is another owner's, is suspended, or may not even write files
     */
    InstallationGrant within(Answer installation) {
        JsonNode json = installation.json();
        String account = json.at("/account/login").asText("");
        if (repository != null && !account.isEmpty() && !account.equalsIgnoreCase(repository.owner())) {
            throw refused(
                    "it is an installation of " + account,
                    "install the App for " + repository.owner() + " and give that installation's number as"
                            + " target.github.app.installation");
        }
        if (json.path("suspended_at").isTextual()) {
            throw refused("it has been suspended", "let an owner of " + account + " unsuspend it in its settings");
        }
        Map<String, String> had = new TreeMap<>(permissions);
        had.keySet()
                .removeIf(
                        name -> !"write".equals(json.at("/permissions/" + name).asText()));
        if (!had.containsKey("contents")) {
            throw refused(
                    "it may not write files",
                    "give the App " + Permission.CONTENTS_WRITE.inSettings() + " and "
                            + Permission.PAGES_ADMINISTER.inSettings()
                            + " on its settings page, and accept that on the installation's");
        }
        return new InstallationGrant(repository, had);
    }

    InstallationGrant forEveryRepository() {
        return new InstallationGrant(null, permissions);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (repository != null) {
            json.putArray("repositories").add(repository.name());
        }
        ObjectNode list = json.putObject("permissions");
        permissions.forEach(list::put);
        return json;
    }

    private static Failure refused(String happened, String advice) {
        return new Failure(
                Failure.Kind.REFUSED, "use the installation in target.github.app.installation", happened, advice);
    }
}

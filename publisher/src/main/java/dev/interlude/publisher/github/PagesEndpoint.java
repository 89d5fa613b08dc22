package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/** {@code /repos/{owner}/{repo}/pages}: the settings of the site, each in a call of its own. */
final class PagesEndpoint {

    private final GitHubApi api;
    private final RepositoryName repository;

    PagesEndpoint(GitHubApi api, RepositoryName repository) {
        this.api = api;
        this.repository = repository;
    }

    /** The site; empty where Pages is off. */
    Optional<PagesSite> site() {
        return site(api.get(repository.path("/pages")));
    }

    /** The same, asked again and again. */
    Optional<PagesSite> watched() {
        return site(api.poll(repository.path("/pages")));
    }

    private Optional<PagesSite> site(Answer answer) {
        return switch (answer.status()) {
            case 200 -> Optional.of(PagesSite.of(answer.json()));
            case 404 -> Optional.empty();
            default -> throw Refusal.of("read the Pages settings of " + repository, Permission.PAGES_READ, answer);
        };
    }

    /** Switches Pages on; empty where somebody else did so in between. The branch must be there. */
    Optional<PagesSite> enable(PagesChange.Enable change) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("source", source(change.branch(), change.path()));
        Answer answer = api.post(repository.path("/pages"), body);
        return switch (answer.status()) {
            case 201 -> Optional.of(PagesSite.of(answer.json()));
            case 409 -> Optional.empty();
            default -> throw Refusal.of("enable GitHub Pages for " + repository, Permission.PAGES_ADMINISTER, answer);
        };
    }

    void setSource(PagesChange.Source change) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("build_type", "legacy");
        body.set("source", source(change.branch(), change.path()));
        update(body, "change the Pages source of " + repository);
    }

    void removeDomain(PagesChange.RemoveDomain change) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putNull("cname");
        update(body, "remove the domain " + change.domain() + " from " + repository);
    }

    void setDomain(PagesChange.Domain change) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("cname", change.domain());
        update(body, "set the domain " + change.domain() + " for " + repository);
    }

    /** Whether it could be done: GitHub refuses as long as the certificate is not there, and says so. */
    boolean enforceHttps() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("https_enforced", true);
        Answer answer = api.put(repository.path("/pages"), body);
        boolean tooEarly = answer.status() / 100 == 4
                && answer.message().toLowerCase(Locale.ROOT).contains("certificate");
        if (!answer.is(204) && !tooEarly) {
            throw Refusal.of("enforce https for " + repository, Permission.PAGES_ADMINISTER, answer);
        }
        return !tooEarly;
    }

    private void update(JsonNode body, String tried) {
        Answer answer = api.put(repository.path("/pages"), body);
        if (!answer.is(204)) {
            throw Refusal.of(tried, Permission.PAGES_ADMINISTER, answer);
        }
    }

    private static ObjectNode source(String branch, String path) {
        return JsonNodeFactory.instance.objectNode().put("branch", branch).put("path", path);
    }
}

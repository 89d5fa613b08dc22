package dev.interlude.publisher.github.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The settings and builds of Pages, with the order that GitHub insists on. */
final class PagesRoutes {

    private final GitHubDescription description;

    PagesRoutes(GitHubDescription description) {
        this.description = description;
    }

    Reply handle(Ask ask, FakeRepository repository, String rest) {
        return switch (ask.method() + " " + rest) {
            case "GET " -> {
                ask.token().require("pages:read");
                yield Reply.json(200, site(repository).read());
            }
            case "POST " -> enable(ask, repository);
            case "PUT " -> update(ask, repository);
            case "GET /builds" -> {
                ask.token().require("pages:read");
                yield Reply.json(200, site(repository).buildsJson());
            }
            case "POST /builds" -> {
                ask.token().require("pages:write");
                site(repository).build();
                yield Reply.json(201, description.example("POST /repos/{owner}/{repo}/pages/builds", 201));
            }
            case "GET /health" -> health(ask, repository);
            default -> throw new Refused(404, "Not Found");
        };
    }

    /** The first answer is always "later"; enterprise servers have never heard of it. */
    private Reply health(Ask ask, FakeRepository repository) {
        administer(ask);
        FakePages pages = site(repository);
        if (description == GitHubDescription.ENTERPRISE_SERVER) {
            throw new Refused(404, "Not Found");
        }
        if (pages.domain().isEmpty()) {
            throw new Refused(422, "There isn't a CNAME for this page");
        }
        if (!pages.healthIsKnown()) {
            return Reply.json(202, JsonNodeFactory.instance.objectNode());
        }
        ObjectNode json = description.example("GET /repos/{owner}/{repo}/pages/health", 200);
        json.withObject("/domain").setAll(pages.health());
        return Reply.json(200, json);
    }

    private static Reply enable(Ask ask, FakeRepository repository) {
        administer(ask);
        if (repository.isPrivate() && !repository.offersPages()) {
            throw new Refused(422, "Your current plan does not support GitHub Pages for this repository.");
        }
        if (repository.pages().isPresent()) {
            throw new Refused(409, "GitHub Pages is already enabled.");
        }
        JsonNode source = ask.body().path("source");
        String branch = source.path("branch").asText("");
        String path = source.path("path").asText("/");
        check(repository, branch, path);
        FakePages pages = repository.enablePages(branch, path);
        repository.text(branch, "CNAME").map(String::strip).ifPresent(pages::domain);
        pages.build();
        return Reply.json(201, pages.json());
    }

    private static Reply update(Ask ask, FakeRepository repository) {
        administer(ask);
        ObjectNode body = ask.body();
        if (body.isEmpty()) {
            throw new Refused(400, "Bad Request");
        }
        FakePages pages = site(repository);
        if (body.has("cname") && body.has("https_enforced")) {
            throw new Refused(404, "The certificate does not exist yet");
        }
        if (body.has("build_type")) {
            pages.setBuildType(body.path("build_type").asText());
        }
        if (body.has("source")) {
            if (!body.at("/source/branch").isTextual()
                    || !body.at("/source/path").isTextual()) {
                throw new Refused(422, "Invalid request. source needs branch and path.");
            }
            check(
                    repository,
                    body.at("/source/branch").asText(),
                    body.at("/source/path").asText());
            pages.setSource(
                    body.at("/source/branch").asText(), body.at("/source/path").asText());
        }
        if (body.has("https_enforced")) {
            pages.enforceHttps(body.path("https_enforced").asBoolean());
        }
        if (body.has("cname")) {
            domain(ask, repository, pages, body.path("cname"));
        }
        return Reply.empty(204);
    }

    private static void domain(Ask ask, FakeRepository repository, FakePages pages, JsonNode name) {
        if (name.isTextual() && !name.textValue().matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
            throw new Refused(400, "The custom domain `" + name.textValue() + "` is not properly formatted.");
        }
        pages.domain(name.isNull() ? null : name.asText());
        String branch = pages.source().split(" ", 2)[0];
        if ("legacy".equals(pages.buildType()) && name.isNull()) {
            repository.commitNoDomain(branch, ask.token());
        } else if ("legacy".equals(pages.buildType())) {
            repository.commitDomain(branch, name.textValue(), ask.token());
        }
    }

    private static void administer(Ask ask) {
        ask.token().require("pages:write");
        ask.token().require("administration:write");
    }

    private static void check(FakeRepository repository, String branch, String path) {
        if (!Set.of("/", "/docs").contains(path)) {
            throw new Refused(422, "Invalid request. path must be / or /docs.");
        }
        if (repository.head(branch).isEmpty()) {
            throw new Refused(422, "The " + branch + " branch must exist before GitHub Pages can be built.");
        }
    }

    private static FakePages site(FakeRepository repository) {
        return repository.pages().orElseThrow(() -> new Refused(404, "Not Found"));
    }
}

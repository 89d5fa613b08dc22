package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's description of a Pages site.
 *
 * @param url where it is seen; never computed, since private pages and enterprise servers have names of their own
 * @param status built, building or errored; null where nothing was built yet
 * @param workflow whether a workflow publishes it instead of a branch
 * @param branch the publishing branch; null where there is none
 * @param path the folder of that branch
 * @param domain the custom domain; null for none
 * @param certificate the state of the domain's certificate; null where there is none
 * @param httpsEnforced whether plain http is redirected
 * @param open whether everybody can see it
 */
record PagesSite(
        @Nullable URI url,
        @Nullable String status,
        boolean workflow,
        @Nullable String branch,
        String path,
        @Nullable String domain,
        @Nullable String certificate,
        boolean httpsEnforced,
        boolean open) {

    static PagesSite of(JsonNode json) {
        return new PagesSite(
                uri(json.path("html_url")),
                text(json.path("status")),
                "workflow".equals(json.path("build_type").asText()),
                text(json.at("/source/branch")),
                json.at("/source/path").asText("/"),
                text(json.path("cname")),
                text(json.at("/https_certificate/state")),
                json.path("https_enforced").asBoolean(false),
                json.path("public").asBoolean(true));
    }

    boolean publishes(String wantedBranch, String wantedPath) {
        return !workflow && wantedBranch.equals(branch) && wantedPath.equals(path);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank() ? node.textValue() : null;
    }

    private static @Nullable URI uri(JsonNode node) {
        String text = text(node);
        try {
            return text == null ? null : URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

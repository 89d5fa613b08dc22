package dev.interlude.publisher.github.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A judge that cannot find anything would let everything pass. */
class GitHubDescriptionTest {

    private static final String JSON = "application/json; charset=utf-8";

    @Test
    void callThatGitHubDoesNotHaveIsAMistake() {
        assertThat(request("POST", "/repos/acme/shop/gti/blobs", "{}"))
                .singleElement()
                .asString()
                .contains("not in GitHub's description");
        assertThat(request("DELETE", "/repos/acme/shop/git/blobs", "")).hasSize(1);
    }

    @Test
    void enterpriseServerHasNoHealthCheck() {
        assertThat(GitHubDescription.ENTERPRISE_SERVER.mistakes(
                        "GET", "/repos/acme/shop/pages/health", Optional.empty(), new byte[0]))
                .hasSize(1);
        assertThat(request("GET", "/repos/acme/shop/pages/health", "")).isEmpty();
    }

    @Test
    void fieldThatIsMissingMisspeltOrOfAnotherTypeIsAMistake() {
        assertThat(request("POST", "/repos/a/b/git/refs", "{\"ref\": \"refs/heads/a\"}"))
                .singleElement()
                .asString()
                .contains("sha");
        assertThat(request("POST", "/repos/a/b/git/refs", "{\"ref\": \"r\", \"sha\": \"s\", \"forse\": 1}"))
                .singleElement()
                .asString()
                .contains("forse");
        assertThat(request("PUT", "/repos/a/b/pages", "{\"https_enforced\": \"yes\"}"))
                .isNotEmpty();
        assertThat(request("PUT", "/repos/a/b/pages", "{\"source\": {\"branch\": \"main\", \"path\": \"/site\"}}"))
                .isNotEmpty();
        assertThat(request("PUT", "/repos/a/b/pages", "{\"cname\": null}")).isEmpty();
    }

    @Test
    void queryBodyAndTypeThatAreNotTakenAreMistakes() {
        assertThat(request("GET", "/repos/a/b/pages/builds?per_page=10", "")).isEmpty();
        assertThat(request("GET", "/repos/a/b/pages/builds?pages=10", "")).hasSize(1);
        assertThat(request("GET", "/repos/a/b/pages", "{}")).hasSize(1);
        assertThat(GitHubDescription.DOT_COM.mistakes(
                        "PUT",
                        "/repos/a/b/pages",
                        Optional.of("text/plain"),
                        "{\"cname\": null}".getBytes(StandardCharsets.UTF_8)))
                .hasSize(1);
    }

    @Test
    void answerIsHeldAgainstItsSchema() {
        assertThat(answer("POST", "/repos/a/b/git/blobs", 201, "{\"sha\": \"a\"}"))
                .singleElement()
                .asString()
                .contains("url");
        assertThat(answer("POST", "/repos/a/b/git/blobs", 201, "{\"sha\": \"a\", \"url\": \"b\"}"))
                .isEmpty();
        assertThat(answer("POST", "/repos/a/b/git/blobs", 200, "{}")).hasSize(1);
        assertThat(answer("PUT", "/repos/a/b/pages", 204, "{}")).hasSize(1);
    }

    private static List<String> request(String method, String target, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return GitHubDescription.DOT_COM.mistakes(method, target, Optional.of("application/json"), bytes);
    }

    private static List<String> answer(String method, String target, int status, String body) {
        return GitHubDescription.DOT_COM.mistakes(method, target, status, JSON, body.getBytes(StandardCharsets.UTF_8));
    }
}

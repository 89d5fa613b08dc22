package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.publisher.site.EdgeRenderer.TooLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rendered CloudFront Function, run by Node in a context that has only what the runtime offers. */
class CloudFrontFunctionTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path HARNESS = Path.of("src", "test", "resources", "edge", "run-function.mjs");
    private static final String BROWSER = "{\"accept\":\"text/html,*/*\",\"sec-fetch-mode\":\"navigate\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keys\":{\"maintenance\":\"off\"}}",
                "{\"keys\":{\"maintenance\":\"\"}}",
                "{\"keys\":{\"maintenance\":\"ON\"}}",
                "{\"keys\":{}}",
                "{\"fails\":\"at once\"}",
                "{\"fails\":\"when read\"}"
            })
    void offMissingOrBrokenLetsAllTrafficPass(String store) throws IOException {
        JsonNode event = event("GET", "/cart", BROWSER, "192.0.2.1");

        JsonNode answered = run(ownHost(), store, event);

        assertThat(answered.at("/results/0")).isEqualTo(event.get("request"));
    }

    @Test
    void browserIsLedToThePageWithItsPathAndQuery() throws IOException {
        ObjectNode event = event("GET", "/cart/7", BROWSER, "192.0.2.1");
        event.withObject("/request/querystring").putObject("a").put("value", "1%202");
        ObjectNode many = event.withObject("/request/querystring").putObject("b");
        many.put("value", "x");
        many.putArray("multiValue").add(JSON.readTree("{\"value\":\"x\"}")).add(JSON.readTree("{\"value\":\"\"}"));

        JsonNode answer = run(ownHost(), on(), event).at("/results/0");

        assertThat(answer.at("/statusCode").asInt()).isEqualTo(302);
        assertThat(answer.at("/headers/location/value").asText())
                .isEqualTo("https://maintenance.example.com/cart/7?a=1%202&b=x&b");
        assertThat(answer.at("/headers/cache-control/value").asText()).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource({"//evil.example/x, evil.example/x", "/\\evil.example, \\evil.example"})
    void pathCannotLeadElsewhere(String path, String kept) throws IOException {
        JsonNode answer =
                run(ownHost(), on(), event("GET", path, BROWSER, "192.0.2.1")).at("/results/0");

        assertThat(answer.at("/headers/location/value").asText()).isEqualTo("https://maintenance.example.com/" + kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /cart     | {\"accept\":\"text/html\"}        | text/html; charset=utf-8",
                "HEAD | /cart     | {\"accept\":\"text/html\"}        | text/html; charset=utf-8",
                "GET  | /cart     | {\"accept\":\"application/json\"} | application/problem+json",
                "GET  | /cart     | {}                                | application/problem+json",
                "POST | /cart     | {\"accept\":\"text/html\"}        | application/problem+json",
                "GET  | /api/cart | {\"accept\":\"text/html\",\"sec-fetch-mode\":\"navigate\"} | application/problem+json",
                "GET  | /api      | {\"accept\":\"text/html\"}        | application/problem+json",
            })
    void everybodyElseGets503(String method, String path, String headers, String type) throws IOException {
        JsonNode answer =
                run(ownHost(), on(), event(method, path, headers, "192.0.2.1")).at("/results/0");

        assertThat(answer.at("/statusCode").asInt()).isEqualTo(503);
        assertThat(answer.at("/headers/content-type/value").asText()).isEqualTo(type);
        assertThat(answer.at("/headers/retry-after/value").asText()).isEqualTo("300");
        assertThat(answer.at("/headers/cache-control/value").asText()).isEqualTo("no-store");
        String body = answer.at("/body/data").asText();
        if (method.equals("HEAD")) {
            assertThat(body).isEmpty();
        } else if (type.startsWith("text/html")) {
            assertThat(body).startsWith("<!doctype html>").contains("<title>");
        } else {
            assertThat(JSON.readTree(body).at("/status").asInt()).isEqualTo(503);
        }
    }

    @Test
    void pageThatStandsInIsAnsweredWhereItWasAskedFor() throws IOException {
        JsonNode answer = run(function(Rendering.standingIn()), on(), event("GET", "/cart", BROWSER, "192.0.2.1"))
                .at("/results/0");

        assertThat(answer.at("/statusCode").asInt()).isEqualTo(503);
        assertThat(answer.at("/body/data").asText()).contains("<!doctype html>");
    }

    @Test
    void pageBehindTheSameDistributionIsNotLedToItself() throws IOException {
        ObjectNode event = event("GET", "/cart", BROWSER, "192.0.2.1");
        event.withObject("/request/headers").putObject("host").put("value", "maintenance.example.com");

        assertThat(run(ownHost(), on(), event).at("/results/0")).isEqualTo(event.get("request"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/..;/cart", "/x/../../cart", "/%2e%2e/cart", "/x%2F..%2Fcart", "/;a=b/cart", "/\\..\\cart"})
    void pathThatAnApplicationMayReadAsAnotherIsNotThePage(String path) throws IOException {
        ObjectNode event = event("GET", path, "{\"accept\":\"application/json\"}", "192.0.2.1");
        event.withObject("/request/headers").putObject("host").put("value", "maintenance.example.com");

        assertThat(run(ownHost(), on(), event).at("/results/0/statusCode").asInt())
                .isEqualTo(503);
    }

    @Test
    void scriptsOfAnyOriginMayReadTheAnswerAndPreflightsAreAnswered() throws IOException {
        JsonNode read = event(
                "GET", "/cart", "{\"origin\":\"https://app.example\",\"accept\":\"application/json\"}", "192.0.2.1");
        JsonNode preflight = event(
                "OPTIONS",
                "/cart",
                "{\"origin\":\"https://app.example\",\"access-control-request-method\":\"PUT\","
                        + "\"access-control-request-headers\":\"x-a\"}",
                "192.0.2.1");

        JsonNode answers = run(ownHost(), on(), read, preflight).get("results");

        assertThat(answers.at("/0/statusCode").asInt()).isEqualTo(503);
        assertThat(answers.at("/0/headers/access-control-allow-origin/value").asText())
                .isEqualTo("*");
        assertThat(answers.at("/1/statusCode").asInt()).isEqualTo(204);
        assertThat(answers.at("/1/headers/access-control-allow-methods/value").asText())
                .isEqualTo("PUT");
        assertThat(answers.at("/1/headers/access-control-allow-headers/value").asText())
                .isEqualTo("x-a");
        assertThat(answers.at("/1/headers").has("access-control-allow-credentials"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, true",
        "203.0.113.8, false",
        "198.51.100.255, true",
        "198.51.101.0, false",
        "2001:db8:1::1, true",
        "2001:0DB8:0001:0:0:0:0:9, true",
        "2001:db9::1, false",
        "::1, false",
        "10.0.0.1, false"
    })
    void officePasses(String address, boolean passes) throws IOException {
        String store = "{\"keys\":{\"maintenance\":\"on\",\"bypass-addresses\":"
                + "\" 203.0.113.7, 198.51.100.0/24\\n2001:db8::/32 10.0.0.0/x 10.0.0.0/ /0 :: 10.0.0.0/8/0\"}}";
        JsonNode event = event("GET", "/cart", BROWSER, address);

        JsonNode answer = run(ownHost(), store, event).at("/results/0");

        assertThat(answer.equals(event.get("request"))).isEqualTo(passes);
    }

    @Test
    void secretPassesInCookieAndHeaderAndGoesNoFurther() throws IOException {
        String store = "{\"keys\":{\"maintenance\":\"on\",\"bypass-secret\":\"tell-nobody\"}}";
        ObjectNode cookie = event("GET", "/", BROWSER, "192.0.2.1");
        cookie.withObject("/request/cookies").putObject("interlude-bypass").put("value", "tell-nobody");
        ObjectNode header = event("GET", "/", "{\"interlude-bypass\":\"tell-nobody\"}", "192.0.2.1");
        ObjectNode wrong = event("GET", "/", "{\"interlude-bypass\":\"guess\"}", "192.0.2.1");
        ObjectNode empty = event("GET", "/", "{\"interlude-bypass\":\"\"}", "192.0.2.1");

        JsonNode answers = run(ownHost(), store, cookie, header, wrong, empty).get("results");

        assertThat(answers.get(0))
                .isEqualTo(event("GET", "/", BROWSER, "192.0.2.1").get("request"));
        assertThat(answers.get(1))
                .isEqualTo(event("GET", "/", "{}", "192.0.2.1").get("request"));
        assertThat(answers.get(2).at("/statusCode").asInt()).isEqualTo(503);
        assertThat(answers.get(3).at("/statusCode").asInt()).isEqualTo(503);
        assertThat(run(ownHost(), on(), empty).at("/results/0/statusCode").asInt())
                .as("no secret is set")
                .isEqualTo(503);
    }

    @Test
    void offCostsOneReadOfTheStore() throws IOException {
        JsonNode answered = run(ownHost(), "{\"keys\":{\"maintenance\":\"off\"}}", event("GET", "/", "{}", "::1"));

        assertThat(answered.at("/reads")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><!-- \" ' ` ${x} \\ \\u0041 \\",
                "one\ntwo \u2028 \u2029 \u0085 \ud83d\ude80 \u4fdd",
                "\"; throw 1; //",
                "*/ } async function handler() { return 1 } /*"
            })
    void hostileTextArrivesAsItWasWritten(String hostile) throws IOException {
        Site edge = new EdgeRenderer()
                .render(Rendering.standingIn(), EdgeRendererTest.saying(hostile, hostile), TooLong.REFUSE);
        ObjectNode event = event("GET", "/", "{}", "192.0.2.1");

        JsonNode answer =
                run(Rendering.text(edge, "cloudfront-function.js"), on(), event).at("/results/0");

        assertThat(answer.at("/body/data").asText()).isEqualTo(Rendering.text(edge, "waf.json"));
    }

    /** Runtime 2.0 is ES5.1 with parts of ES6 to ES12; these are the parts that it lacks or that no test of ours covers. */
    @Test
    void codeUsesNothingThatTheRuntimeLacks() throws IOException {
        String code =
                ownHost().replaceAll("(?m)^const (PAGE|HTML|PROBLEM) = .*$", "").replaceAll("(?m)^ *//.*$", "");

        assertThat(code)
                .doesNotContain("fetch(", "setTimeout", "require(", "process.", "?.", "??", "...", " of ", "class ")
                .doesNotContainPattern("(const|let|var) [\\[{]")
                .doesNotContainPattern("import (?!cf from 'cloudfront';)");
    }

    private static String ownHost() throws IOException {
        return function(Rendering.onItsOwnHost());
    }

    private static String function(SiteSettings settings) throws IOException {
        return Rendering.text(
                new EdgeRenderer().render(settings, Rendering.state("in-progress"), TooLong.REFUSE),
                "cloudfront-function.js");
    }

    private static String on() {
        return "{\"keys\":{\"maintenance\":\"on\"}}";
    }

    private static ObjectNode event(String method, String path, String headers, String address) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        event.putObject("viewer").put("ip", address);
        ObjectNode request = event.putObject("request").put("method", method).put("uri", path);
        request.putObject("querystring");
        request.putObject("cookies");
        ObjectNode named = request.putObject("headers");
        named.putObject("host").put("value", "shop.example.com");
        for (Map.Entry<String, JsonNode> header : JSON.readTree(headers).properties()) {
            named.putObject(header.getKey().toLowerCase(Locale.ROOT)).set("value", header.getValue());
        }
        return event;
    }

    private static JsonNode run(String code, String store, JsonNode... events) throws IOException {
        ObjectNode input = JSON.createObjectNode().put("code", code);
        input.set("store", JSON.readTree(store));
        var list = input.putArray("events");
        for (JsonNode event : events) {
            list.add(event);
        }
        Process node = new ProcessBuilder("node", HARNESS.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = node.getOutputStream()) {
            in.write(JSON.writeValueAsString(input).getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(node.exitValue()).as(output).isZero();
        return JSON.readTree(output);
    }
}

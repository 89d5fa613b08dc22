package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlude.protocol.StateSchema;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI description against the hub: every answer that it names is provoked, and each is as it says. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DescriptionTest {

    private static final Described DESCRIBED = Described.BY_THE_HUB;
    private static final Pattern PROBLEM = Pattern.compile("urn:interlude:problem:[a-z-]+");

    private static List<Exchange> exchanges;

    @BeforeAll
    static void provoke() throws Exception {
        try (Provocations provocations = new Provocations()) {
            exchanges = provocations.all();
        }
    }

    static List<Exchange> exchanges() {
        return exchanges;
    }

    @Test
    void everyAnswerThatIsDescribedIsProvoked() {
        Set<String> provoked = exchanges.stream().map(DESCRIBED::answer).collect(Collectors.toCollection(TreeSet::new));

        assertThat(provoked).isEqualTo(DESCRIBED.answers());
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void everyAnswerIsAsItIsDescribed(Exchange exchange) {
        assertThat(DESCRIBED.mistakes(exchange)).as(exchange.toString()).isEmpty();
    }

    @Test
    void everyProblemThatIsDescribedIsProvoked() {
        Set<String> provoked = exchanges.stream()
                .flatMap(exchange -> PROBLEM.matcher(exchange.body()).results())
                .map(match -> match.group())
                .collect(Collectors.toSet());
        Set<String> described = PROBLEM.matcher(DESCRIBED.document().toString())
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());

        assertThat(provoked).isEqualTo(described);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / ",
                "GET /v1/apps/Shop/state ",
                "GET /v1/apps/shop ",
                "PUT /v1/apps/shop/state/ ",
                "GET /openapi.yaml ",
                "GET /health ",
                "GET /client/v1/ ",
                "GET //metrics ",
                "GET /%6detrics ",
                "GET /metrics;jsessionid=1 ",
                "GET /v1/apps/%73hop/state ",
                "GET /%zz ",
                "GET /metrics%00 ",
                "POST /v1/apps/shop/state ",
                "DELETE /v1/apps/shop/state ",
                "OPTIONS /v1/apps/shop/state ",
                "HEAD /v1/apps/shop/live ",
                "PUT /v1/apps/shop/events ",
                "POST /metrics ",
                "TRACE /health/live ",
                "BREW /health/ready ",
                "PUT /openapi.json ",
                "OPTIONS * "
            })
    void whatIsNotDescribedIsRefusedWithoutABody(String request) throws IOException {
        try (RunningHub hub = RunningHub.start()) {
            Exchange exchange = Exchange.over(hub.port(), request + "HTTP/1.1\r\nHost: hub\r\n\r\n");

            assertThat(DESCRIBED.answers()).doesNotContain(DESCRIBED.answer(exchange));
            assertThat(DESCRIBED.mistakes(exchange)).as(exchange.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hub/health/live", "/health/live?probe=1", "http://elsewhere:99/health/live?x"})
    void pathCountsWhateverStandsAroundIt(String target) throws IOException {
        try (RunningHub hub = RunningHub.start()) {
            assertThat(Exchange.over(hub.port(), "GET " + target + " HTTP/1.1\r\nHost: hub\r\n\r\n")
                            .body())
                    .isEqualTo("{\"status\":\"live\"}\n");
        }
    }

    @Test
    void judgeNoticesWhatIsNotAsItIsDescribed() {
        Exchange good = exchanges.stream()
                .filter(exchange -> DESCRIBED.answer(exchange).equals("GET /v1/apps/{app}/state 200"))
                .findFirst()
                .orElseThrow();

        assertThat(DESCRIBED.mistakes(good)).isEmpty();
        assertThat(mistakes(good, 202, good.headers(), good.body())).containsExactly("the status is not described");
        assertThat(mistakes(good, 404, good.headers(), "")).isNotEmpty();
        assertThat(mistakes(good, 200, good.headers(), "{}")).hasSizeGreaterThan(3);
        assertThat(mistakes(good, 200, good.headers(), "")).isNotEmpty();
        assertThat(mistakes(good, 200, with(good, "server", "x"), good.body()))
                .containsExactly("server is not described");
        assertThat(mistakes(good, 200, with(good, "etag", "W/\"1.1\""), good.body()))
                .hasSize(1);
        assertThat(mistakes(good, 200, with(good, "content-type", "text/html"), good.body()))
                .hasSize(1);
        Map<String, String> fewer = new TreeMap<>(good.headers());
        fewer.remove("etag");
        assertThat(mistakes(good, 200, fewer, good.body())).containsExactly("etag is missing");
    }

    @Test
    void messagesOfBothTransportsAreAsTheyAreDescribed() throws IOException {
        try (RunningHub hub = RunningHub.start();
                TestEvents events = TestEvents.open(hub, "shop")) {
            hub.put("shop", States.inProgressDocument("shop", "words"));

            assertThat(DESCRIBED.mistakes("StateMessage", hub.subscribe("shop").next()))
                    .isEmpty();
            assertThat(DESCRIBED.mistakes("StateMessage", events.next().json())).isEmpty();
        }
    }

    @Test
    void referencesLeadSomewhereAndEachOperationHasItsName() throws IOException {
        List<String> local = DESCRIBED.document().findValuesAsText("$ref").stream()
                .filter(reference -> reference.startsWith("#"))
                .toList();
        List<String> others = DESCRIBED.document().findValuesAsText("$ref").stream()
                .filter(reference -> !reference.startsWith("#"))
                .toList();
        List<String> names = DESCRIBED.document().findValuesAsText("operationId");

        assertThat(local)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                DESCRIBED.document().at(reference.substring(1)).isObject())
                        .isTrue());
        assertThat(names).doesNotHaveDuplicates().hasSameSizeAs(DESCRIBED.operations());
        JsonNode schema = Fixtures.JSON.readTree(StateSchema.document());
        assertThat(others).isNotEmpty().allSatisfy(reference -> {
            URI uri = URI.create(reference);
            assertThat(uri.getPath()).isEqualTo(schema.get("$id").textValue());
            assertThat(schema.at(uri.getFragment() == null ? "" : uri.getFragment())
                            .isObject())
                    .isTrue();
        });
    }

    @Test
    void descriptionAndSchemaAreServedAsTheyAre() throws IOException {
        try (RunningHub hub = RunningHub.start()) {
            assertThat(RunningHub.json(hub.get("/openapi.json"))).isEqualTo(DESCRIBED.document());
            assertThat(hub.get("/" + StateSchema.PATH).body())
                    .isEqualTo(new String(StateSchema.document(), StandardCharsets.UTF_8));
        }
    }

    private static List<String> mistakes(Exchange good, int status, Map<String, String> headers, String body) {
        return DESCRIBED.mistakes(new Exchange(good.method(), good.path(), status, headers, body));
    }

    private static Map<String, String> with(Exchange good, String name, String value) {
        Map<String, String> more = new TreeMap<>(good.headers());
        more.put(name, value);
        return more;
    }
}

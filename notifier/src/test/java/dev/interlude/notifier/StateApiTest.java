package dev.interlude.notifier;

import static dev.interlude.notifier.RunningHub.SECRET;
import static dev.interlude.notifier.RunningHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.notifier.backplane.DiskBackplane;
import dev.interlude.notifier.hub.Timing;
import dev.interlude.protocol.StateVersion;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateApiTest {

    private static final String BEARER = "Bearer " + SECRET;

    private static RunningHub hub;

    @BeforeAll
    static void start() {
        hub = RunningHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    static Stream<Fixtures.Named> valid() {
        return Fixtures.folder("valid");
    }

    static Stream<Fixtures.Named> invalid() {
        return Fixtures.folder("invalid");
    }

    static Stream<Fixtures.Named> future() {
        return Fixtures.folder("future");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void acceptsWhatIsValid(Fixtures.Named fixture) {
        try (RunningHub fresh = RunningHub.start()) {
            String app = fixture.content().get("app").textValue();

            HttpResponse<String> put = fresh.put(app, fixture.content().toString());

            assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
            HttpResponse<String> got = fresh.get("/v1/apps/" + app + "/state");
            assertThat(got.body()).isEqualTo(put.body());
            assertThat(got.headers().firstValue("ETag")).isEqualTo(put.headers().firstValue("ETag"));
            assertThat(json(got).get("updatedAt")).isEqualTo(fixture.content().get("updatedAt"));
            assertThat(json(got).get("phase")).isEqualTo(fixture.content().get("phase"));
            assertThat(json(got).at("/notice/title"))
                    .isEqualTo(fixture.content().at("/notice/title"));
        }
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesWhatIsInvalidAndNamesEveryPlace(Fixtures.Named fixture) {
        JsonNode document = fixture.content().path("document");
        HttpResponse<String> refused = hub.put("shop", fixture.document());

        assertThat(refused.statusCode()).as(refused.body()).isIn(400, 422);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        if (refused.statusCode() == 400) {
            assertThat(fixture.content().has("text")).isTrue();
            return;
        }
        List<String> expected = new ArrayList<>();
        fixture.content().get("pointers").forEach(pointer -> expected.add(pointer.textValue()));
        if (document.isObject() && !document.has("epoch") && !document.has("revision")) {
            expected.removeAll(List.of("/epoch", "/revision"));
        }
        assertThat(json(refused).get("errors"))
                .extracting(error -> error.get("pointer").textValue())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("future")
    void refusesWhatALaterContractWouldAllow(Fixtures.Named fixture) {
        assertThat(hub.put("shop", fixture.document()).statusCode()).isEqualTo(422);
    }

    @Test
    void unknownApplicationIsAnsweredFromTheOrigin() {
        HttpResponse<String> response = hub.get("/v1/apps/nobody-knows/state");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().map())
                .containsEntry("etag", List.of("\"0.0\""))
                .containsEntry("cache-control", List.of("no-cache"))
                .containsEntry("access-control-allow-origin", List.of("*"))
                .containsEntry("access-control-expose-headers", List.of("ETag, Date"))
                .containsKey("date");
        assertThat(json(response).get("phase").textValue()).isEqualTo("operational");
    }

    @Test
    void stateThatTheClientHasIsNotSentAgain() {
        String tag = hub.put("polled", States.inProgressDocument("polled", "text"))
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        for (String known : List.of(tag, "W/" + tag, "\"1.1\", " + tag, "*")) {
            HttpResponse<String> response = hub.get("/v1/apps/polled/state", "If-None-Match", known);
            assertThat(response.statusCode()).as(known).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().firstValue("ETag")).hasValue(tag);
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("*");
        }
        assertThat(hub.get("/v1/apps/polled/state", "If-None-Match", "\"1.1\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void headIsGetWithoutTheBody() {
        HttpResponse<String> head = hub.send(HttpRequest.newBuilder(hub.uri("/v1/apps/headed/state"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("ETag")).hasValue("\"0.0\"");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void writerContinuesOnWhatItRead() {
        HttpResponse<String> first = hub.put("moves", States.inProgressDocument("moves", "first"));
        StateVersion version = version(first);
        HttpResponse<String> second = hub.put(
                "moves",
                States.inProgressDocument("moves", "second"),
                "If-Match",
                version.entityTag(),
                "Authorization",
                BEARER);

        assertThat(version(second)).isEqualTo(version.next());
        assertThat(second.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void documentWithoutVersionIsBasedOnWhatIsThere() throws IOException {
        StateVersion version = version(hub.put("based", States.inProgressDocument("based", "first")));
        ObjectNode document = (ObjectNode) Fixtures.JSON.readTree(States.inProgressDocument("based", "second"));
        document.remove(List.of("epoch", "revision"));

        assertThat(version(hub.put("based", document.toString()))).isEqualTo(version.next());
    }

    @Test
    void sameWordsKeepTheRevision() {
        StateVersion version = version(hub.put("same", States.inProgressDocument("same", "words")));

        assertThat(version(hub.put("same", States.inProgressDocument("same", "words"))))
                .isEqualTo(version);
    }

    @Test
    void newerBaseIsNumberedAnewEvenWithTheSameWords() {
        StateVersion own = version(hub.put("lost", States.inProgressDocument("lost", "words")));
        StateVersion seen = new StateVersion(own.epoch() + 1_000, 4);

        HttpResponse<String> answer = hub.put(
                "lost", States.document(States.inProgress("lost", "words").numbered(seen)));

        assertThat(version(answer)).isEqualTo(new StateVersion(seen.epoch() + 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic Zm9vOmJhcg==", SECRET})
    void writerNeedsTheToken(String authorization) {
        HttpResponse<String> refused = hub.put(
                "shop", States.inProgressDocument("shop", "x"), "If-Match", "*", "Authorization", authorization);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"interlude\"");
        assertThat(json(refused).get("type").textValue()).isEqualTo("urn:interlude:problem:unauthorized");
    }

    @Test
    void writerWithoutTokenIsRefused() {
        assertThat(hub.put("shop", States.inProgressDocument("shop", "x"), "If-Match", "*")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void writerNeedsAPrecondition() {
        assertThat(hub.put("shop", States.inProgressDocument("shop", "x"), "Authorization", BEARER)
                        .statusCode())
                .isEqualTo(428);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1.1\"", "W/\"0.0\"", "nonsense", "0.0", "", "\"0.0\"x", "x\"0.0\"", "\"1.1\"\"0.0\""})
    void preconditionThatDoesNotHoldChangesNothing(String ifMatch) {
        HttpResponse<String> refused = hub.put(
                "guarded", States.inProgressDocument("guarded", "x"), "If-Match", ifMatch, "Authorization", BEARER);

        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(refused.headers().firstValue("ETag")).hasValue("\"0.0\"");
        assertThat(json(hub.get("/v1/apps/guarded/state")).get("revision").longValue())
                .isZero();
    }

    @Test
    void illegalMoveIsRefusedWithWhatIsLegal() {
        hub.put("strict", States.inProgressDocument("strict", "words"));
        String operational = "{\"schema\":1,\"app\":\"strict\",\"epoch\":0,\"revision\":0,"
                + "\"updatedAt\":\"2026-11-20T22:00:00Z\",\"phase\":\"operational\"}";

        HttpResponse<String> refused = hub.put("strict", operational);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).get("legal").toString()).isEqualTo("[\"in_progress\",\"completed\"]");
    }

    @Test
    void stateOfAnotherApplicationIsRefused() {
        HttpResponse<String> refused = hub.put("shop", States.inProgressDocument("other", "x"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/errors/0/pointer").textValue()).isEqualTo("/app");
    }

    @Test
    void baseFromFarAheadIsRefused() {
        StateVersion ahead = new StateVersion(RunningHub.NOW.plusSeconds(90_000).toEpochMilli(), 1);

        HttpResponse<String> refused =
                hub.put("shop", States.document(States.inProgress("shop", "x").numbered(ahead)));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/errors/0/pointer").textValue()).isEqualTo("/epoch");
    }

    @Test
    void documentThatIsTooLongIsRefusedHoweverItIsSent() {
        String document = " ".repeat(33 * 1024);

        HttpResponse<String> announced = hub.put("shop", document);
        HttpResponse<String> chunked = hub.send(HttpRequest.newBuilder(hub.uri("/v1/apps/shop/state"))
                .headers("If-Match", "*", "Authorization", BEARER)
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream(document.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(chunked.statusCode()).isEqualTo(413);
    }

    @Test
    void documentThatWouldBeStoredLongerThanItMayBeIsRefused() throws IOException {
        ObjectNode document = (ObjectNode) Fixtures.JSON.readTree(States.inProgressDocument("shop", "x"));
        var updates = ((ObjectNode) document.get("notice")).putArray("updates");
        for (int i = 0; i < 50; i++) {
            ObjectNode update = updates.addObject().put("at", "2026-11-20T22:00:00Z");
            update.putObject("text").put("en", "x".repeat(500)).put("fr", "y".repeat(80));
        }
        assertThat(document.toString()).hasSizeLessThan(32 * 1024);

        assertThat(hub.put("shop", document.toString()).statusCode()).isEqualTo(413);
    }

    @Test
    void bodyThatComesInPiecesIsOneDocument() throws IOException {
        String document = States.inProgressDocument("pieces", "x");
        try (RawClient client = new RawClient(hub.port())) {
            client.send("PUT /v1/apps/pieces/state HTTP/1.1\r\nHost: x\r\nIf-Match: *\r\nAuthorization: " + BEARER
                    + "\r\nContent-Length: " + document.length() + "\r\n\r\n");
            for (int i = 0; i < document.length(); i += 40) {
                client.send(document.substring(i, Math.min(document.length(), i + 40)));
            }

            assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void preflightIsNotAnswered() {
        HttpResponse<String> response = hub.send(HttpRequest.newBuilder(hub.uri("/v1/apps/shop/state"))
                .headers("Origin", "https://evil.example", "Access-Control-Request-Method", "PUT")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, PUT");
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/apps/Shop/state",
                "/v1/apps/../state",
                "/v1/apps/a/b/state",
                "/v1/apps/-/live",
                "/x"
            })
    void whatIsNotThereIsNotFoundAndSaysNothing(String path) throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 404 Not Found\r\n")
                    .contains("Content-Length: 0\r\n")
                    .doesNotContainIgnoringCase("grizzly")
                    .doesNotContainIgnoringCase("server:");
        }
    }

    @Test
    void liveWithoutUpgradeIsTold() {
        HttpResponse<String> response = hub.get("/v1/apps/shop/live");

        assertThat(response.statusCode()).isEqualTo(426);
        assertThat(response.headers().firstValue("Upgrade")).hasValue("websocket");
    }

    @Test
    void liveWithoutUpgradeIsEndedAtOnce() throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            long began = System.nanoTime();
            client.send("GET /v1/apps/shop/live HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 426 Upgrade Required\r\n")
                    .contains("Content-Length: 0\r\n")
                    .containsIgnoringCase("Connection: close\r\n");
            client.readToEnd();
            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(10));
        }
    }

    /** Takes as long as the hub's patience with a body: 15 s. */
    @Test
    void bodiesThatStallHoldUpNobodyAndAreEnded() throws IOException {
        List<RawClient> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                RawClient client = new RawClient(hub.port());
                stalled.add(client);
                client.send("PUT /v1/apps/stalled/state HTTP/1.1\r\nHost: x\r\nIf-Match: *\r\nAuthorization: " + BEARER
                        + "\r\nContent-Length: 100\r\n\r\n" + "{".repeat(i % 2));
            }

            assertThat(hub.get("/health/live").statusCode()).isEqualTo(200);
            hub.put("busy", States.inProgressDocument("busy", "words"));
            assertThat(version(hub.get("/v1/apps/busy/state")).revision()).isEqualTo(1);
            for (RawClient client : stalled) {
                assertThat(client.readHead())
                        .startsWith("HTTP/1.1 408 Request Timeout\r\n")
                        .contains("Content-Type: application/problem+json");
                client.readToEnd();
            }
        } finally {
            for (RawClient client : stalled) {
                client.close();
            }
        }
    }

    @Test
    void chunkedBodyThatComesByteByByteIsOneDocumentAndTheNextRequestIsRead() throws IOException {
        String document = States.inProgressDocument("bytes", "x");
        try (RawClient client = new RawClient(hub.port())) {
            client.send("PUT /v1/apps/bytes/state HTTP/1.1\r\nHost: x\r\nIf-Match: *\r\nAuthorization: " + BEARER
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = Integer.toHexString(document.length()) + "\r\n" + document + "\r\n0\r\n\r\n"
                    + "GET /v1/apps/nobody/live HTTP/1.1\r\nHost: x\r\n\r\n";
            for (byte one : chunk.getBytes(java.nio.charset.StandardCharsets.US_ASCII)) {
                client.send(new byte[] {one});
            }

            assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK");
            assertThat(client.readHead()).contains("HTTP/1.1 426 Upgrade Required");
        }
    }

    @Test
    void healthIsAnswered() {
        assertThat(json(hub.get("/health/live")).get("status").textValue()).isEqualTo("live");
        assertThat(json(hub.get("/health/ready")).get("status").textValue()).isEqualTo("ready");
        assertThat(hub.send(HttpRequest.newBuilder(hub.uri("/health/ready")).DELETE())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void clientBundleIsServedUnderBothNames() {
        HttpResponse<String> pinned = hub.get("/client/9.8.7/interlude.min.js");
        HttpResponse<String> rolling = hub.get("/client/v1/interlude.min.js");

        assertThat(pinned.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(rolling.headers().firstValue("Cache-Control")).hasValue("public, max-age=300");
        assertThat(rolling.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(rolling.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(pinned.body()).isEqualTo(rolling.body()).contains("a stand-in for the bundle");
        String tag = pinned.headers().firstValue("ETag").orElseThrow();
        assertThat(hub.get("/client/v1/interlude.min.js", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(hub.get("/client/9.8.6/interlude.min.js").statusCode()).isEqualTo(404);
    }

    @Test
    void fullDiskIsSaidAndChangesNothing(@TempDir Path directory) throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "this system has a device that is always full");
        try (DiskBackplane disk = DiskBackplane.open(directory, Clock.systemUTC());
                RunningHub onDisk = RunningHub.start(disk, Timing.STANDARD, Set.of(), 10)) {
            StateVersion before = version(onDisk.put("shop", States.inProgressDocument("shop", "before")));
            Files.createSymbolicLink(directory.resolve("shop.unfinished"), full);

            HttpResponse<String> refused = onDisk.put("shop", States.inProgressDocument("shop", "after"));

            assertThat(refused.statusCode()).isEqualTo(507);
            assertThat(json(refused).get("type").textValue()).isEqualTo("urn:interlude:problem:disk");
            assertThat(version(onDisk.get("/v1/apps/shop/state"))).isEqualTo(before);
            Files.createSymbolicLink(directory.resolve(".probe"), full);
            HttpResponse<String> ready = onDisk.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(json(ready).get("status").textValue()).isEqualTo("disk");
        }
    }

    @Test
    void manyWritersWithAnyPreconditionAllGetThrough() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "writer " + i;
            Thread writer = new Thread(() -> {
                for (int j = 0; j < 25; j++) {
                    hub.put("crowded", States.inProgressDocument("crowded", name + " " + j));
                }
            });
            writer.start();
            writers.add(writer);
        }
        for (Thread writer : writers) {
            writer.join(60_000);
        }

        assertThat(version(hub.get("/v1/apps/crowded/state")).revision()).isEqualTo(100);
    }

    private static StateVersion version(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return StateVersion.ofEntityTag(response.headers().firstValue("ETag").orElseThrow())
                .orElseThrow();
    }
}

package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of the packaged jar, on every Java from 17 on that this machine has. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class EveryJavaIT {

    private static final Path WHERE_SYSTEMS_KEEP_THEM = Path.of("/usr/lib/jvm");
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)[^\"]*\"");
    private static final String TOKEN = "a-token-that-joins-while-the-hub-runs";

    @TempDir
    Path folder;

    private final JarRuns runs = new JarRuns();

    @AfterEach
    void endAll() {
        runs.close();
    }

    /** One of each version: the one that runs this test, and those of the system. */
    static Stream<Path> javas() throws IOException {
        TreeMap<Integer, Path> homes = new TreeMap<>();
        if (Files.isDirectory(WHERE_SYSTEMS_KEEP_THEM)) {
            try (Stream<Path> all = Files.list(WHERE_SYSTEMS_KEEP_THEM)) {
                for (Path home : all.filter(each -> Files.isExecutable(each.resolve("bin/java")))
                        .toList()) {
                    homes.put(version(home), home);
                }
            }
        }
        Path own = Path.of(System.getProperty("java.home"));
        homes.put(Runtime.version().feature(), own);
        return homes.tailMap(17).values().stream();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void lifeOfAHub(Path home) throws Exception {
        String java = home.resolve("bin/java").toString();
        Path tokens = Files.writeString(folder.resolve("tokens.yaml"), "tokens: []\n");
        String[] arguments = {"--tokens-file", tokens.toString(), "--log-format", "json"};
        JarRuns.Run hub = runs.start(List.of(), java, folder, folder.resolve("data"), arguments);
        assertThat(hub.put("shop", States.inProgressDocument("shop", "first")).statusCode())
                .isEqualTo(200);
        TestSubscriber subscriber = hub.subscribe("shop");
        assertThat(title(subscriber)).isEqualTo("first");

        assertThat(hub.put("shop", States.inProgressDocument("shop", "second"), TOKEN)
                        .statusCode())
                .isEqualTo(401);
        Files.writeString(
                tokens, "tokens: [{name: late, sha256: " + sha256(TOKEN) + ", scopes: [write], apps: [shop]}]\n");
        hub.hangUp();
        Waiting.until(
                "the token is good",
                () -> hub.put("shop", States.inProgressDocument("shop", "second"), TOKEN)
                                .statusCode()
                        == 200);
        assertThat(title(subscriber)).isEqualTo("second");
        assertThat(hub.put("other", States.inProgressDocument("other", "x"), TOKEN)
                        .statusCode())
                .isEqualTo(403);

        String before = hub.get("/v1/apps/shop/state").body();
        hub.kill();
        JarRuns.Run again = runs.start(List.of(), java, folder, folder.resolve("data"), arguments);
        assertThat(again.get("/v1/apps/shop/state").body()).isEqualTo(before);
        assertThat(again.get("/metrics").body()).contains("jvm_memory_used_bytes", "interlude_subscribers 0.0");

        TestSubscriber leaving = again.subscribe("shop");
        leaving.nextState();
        again.terminate();
        assertThat(leaving.closeCode()).isEqualTo(1012);
        assertThat(again.exitCode()).isZero();
        for (String line : (hub.errors() + again.errors()).lines().toList()) {
            // Neither a warning of the Java platform nor anything else that is no event of ours.
            assertThat(Fixtures.JSON.readTree(line).get("level").textValue())
                    .as(line)
                    .isEqualTo("info");
        }
        System.out.println("the hub ran on Java " + version(home));
    }

    private static String title(TestSubscriber subscriber) {
        return subscriber.nextState().at("/notice/title/en").textValue();
    }

    private static String sha256(String secret) throws Exception {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static int version(Path home) throws IOException {
        Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
        assertThat(version.find()).as("%s has no version", home).isTrue();
        return Integer.parseInt(version.group(1));
    }
}

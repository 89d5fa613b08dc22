package dev.interlude.publisher.command;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateVersion;
import dev.interlude.protocol.Texts;
import dev.interlude.publisher.github.fake.FakeGitHub;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A configured publisher in this process, between a fake GitHub, a hub that says what it is told to, and a clock. */
abstract class GitHubAndHub {

    static final Instant NOW = Instant.parse("2026-11-20T21:30:00Z");

    @TempDir
    Path folder;

    final FakeGitHub github = new FakeGitHub();
    final String token = github.createToken("repo");
    final MockWebServer hub = new MockWebServer();
    final List<String> hubRequests = new ArrayList<>();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    MaintenanceState hubState = MaintenanceState.origin("shop");
    MockResponse strange = new MockResponse.Builder().code(404).build();
    Runnable onSleep = () -> {};
    int looks = Integer.MAX_VALUE;
    Instant now = NOW;

    @AfterEach
    void close() {
        github.close();
        hub.close();
    }

    void configure(String target, String... more) throws IOException {
        String repository = target.contains("repository:") ? "" : "repository: acme/shop, ";
        Files.writeString(
                folder.resolve("interlude.yaml"),
                "app: shop\nsite:\n  title: Shop\ntarget: {github: {" + repository
                        + (target.isEmpty() ? "" : target + ", ") + "create: public, api-url: '" + github.apiUrl()
                        + "'}}\n" + String.join("\n", more) + "\n");
    }

    void titled(String title) throws IOException {
        Path file = folder.resolve("interlude.yaml");
        Files.writeString(file, Files.readString(file).replace("title: Shop", "title: " + title));
    }

    static MaintenanceState inProgress(long revision) {
        Notice notice = Notice.of("db", NOW, Texts.of("en", "Scheduled maintenance"));
        return new MaintenanceState(
                "shop", new StateVersion(1_795_212_000_000L, revision), NOW, Phase.IN_PROGRESS, notice);
    }

    void startHub() throws IOException {
        hub.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getUrl().encodedPath().startsWith("/page/")) {
                    return strange;
                }
                hubRequests.add(request.getMethod() + " " + request.getUrl());
                if ("PUT".equals(request.getMethod())) {
                    hubState = inProgress(7);
                }
                return new MockResponse.Builder()
                        .code(200)
                        .body(new String(StateCodec.encode(hubState), StandardCharsets.UTF_8))
                        .build();
            }
        });
        hub.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        Clock clock = new MovedClock();
        return new Cli(new Surroundings(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of(
                                "INTERLUDE_GITHUB_TOKEN",
                                token,
                                "INTERLUDE_ADMIN_TOKEN",
                                "a-token-of-the-hub-0123456789"),
                        folder,
                        folder.resolve("home"),
                        clock,
                        this::sleep,
                        new Random(1),
                        Surroundings.Terminal.PIPELINE))
                .run(arguments);
    }

    void sleep(Duration time) {
        now = time.isNegative() ? now : now.plus(time);
        onSleep.run();
        if (--looks <= 0) {
            throw new CancellationException("interrupted");
        }
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Moved by sleeping alone. */
    private final class MovedClock extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

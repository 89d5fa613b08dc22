package dev.interlude.publisher.site.feed;

import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.NoticeUpdate;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateVersion;
import dev.interlude.protocol.Texts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** States and settings for the tests of feeds. */
final class FeedStates {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final FeedSettings SETTINGS = new FeedSettings("Shop", "en", URI.create("https://maintenance.example.com/"));

    private FeedStates() {}

    static MaintenanceState operational() {
        return new MaintenanceState("shop", new StateVersion(1, 9), NOON.plusSeconds(600), Phase.OPERATIONAL, null);
    }

    static MaintenanceState scheduled(Instant startsAt, Instant updatedAt, String text) {
        Notice notice = new Notice(
                "2026-11-20-database",
                startsAt,
                startsAt.plusSeconds(1_800),
                false,
                false,
                Texts.of("en", text),
                Texts.of("en", text),
                List.of(new NoticeUpdate(NOON.minusSeconds(60), Texts.of("en", text))),
                null);
        return new MaintenanceState("shop", new StateVersion(1, 1), updatedAt, Phase.SCHEDULED, notice);
    }

    static String feed(MaintenanceState state, String path) {
        return new String(Objects.requireNonNull(Feeds.of(state, SETTINGS).get(path)), StandardCharsets.UTF_8);
    }

    /** Every valid document of the contract. */
    static Stream<MaintenanceState> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "protocol", "fixtures", "valid"))) {
            return files.sorted().toList().stream().map(FeedStates::read);
        }
    }

    private static MaintenanceState read(Path file) {
        try {
            return ((Decoded.Accepted) StateCodec.read(Files.readAllBytes(file))).state();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

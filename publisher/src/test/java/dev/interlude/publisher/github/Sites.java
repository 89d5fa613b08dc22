package dev.interlude.publisher.github;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateVersion;
import dev.interlude.protocol.Texts;
import dev.interlude.publisher.site.Site;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Sites as a render would give them, small. */
final class Sites {

    static final long EPOCH = 1_795_212_000_000L;

    private static final byte[] LOGO = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, (byte) 0xff};

    private Sites() {}

    static MaintenanceState state(long revision) {
        Instant time = Instant.parse("2026-11-20T22:00:00Z");
        Notice notice = Notice.of("2026-11-20-database", time, Texts.of("en", "Scheduled maintenance"));
        return new MaintenanceState("shop", new StateVersion(EPOCH, revision), time, Phase.IN_PROGRESS, notice);
    }

    /** Text alone. */
    static Site text(long revision) {
        return new Site(Map.of(
                "index.html",
                page(revision),
                "404.html",
                page(revision),
                "state.json",
                StateCodec.encode(state(revision)),
                ".nojekyll",
                new byte[0],
                "api/v2/status.json",
                utf8("{\"page\": \"é " + revision + "\"}\n")));
    }

    /** Text and one file that is none. */
    static Site withLogo(long revision) {
        return text(revision).with("logo.png", LOGO);
    }

    static byte[] page(long revision) {
        return utf8("<!doctype html><meta name=\"interlude-page\" content=\"" + EPOCH + "." + revision
                + "\"><title>Shop</title>\n");
    }

    /** The state of {@link #text}, on a page with another title. */
    static Site titled(long revision, String title) {
        String page = new String(page(revision), StandardCharsets.UTF_8).replace("<title>Shop", "<title>" + title);
        return text(revision).with("index.html", utf8(page)).with("404.html", utf8(page));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.interlude.publisher.command;

import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.Texts;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.site.DefaultTexts;
import dev.interlude.publisher.state.Goal;
import dev.interlude.publisher.state.Goals;
import dev.interlude.publisher.state.Reconciler;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A window is announced, moved or reworded. */
final class AnnounceCommand extends MoveVerb {

    @Option(names = "--starts-at", paramLabel = "TIME", description = "When the window begins.")
    private @Nullable String startsAt;

    @Option(names = "--for", paramLabel = "DURATION", description = "How long it takes, as in 30m.")
    private @Nullable String duration;

    @Option(names = "--ends-at", paramLabel = "TIME", description = "When it ends, instead of --for.")
    private @Nullable String endsAt;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Names the window; default: the announced one's, else its start in UTC.")
    private @Nullable String id;

    @Option(
            names = "--title",
            paramLabel = "[LANGUAGE=]TEXT",
            description = "One a language; default: texts that come with the page.")
    private List<String> titles = List.of();

    @Option(names = "--body", paramLabel = "[LANGUAGE=]TEXT", description = "More words, one a language.")
    private List<String> bodies = List.of();

    @Option(names = "--url", paramLabel = "URL", description = "Where to read more.")
    private @Nullable String url;

    @Option(names = "--auto-start", description = "Show the window as begun from its start on, without `start`.")
    private boolean autoStart;

    @Option(names = "--auto-end", description = "Show it as completed from its end on, without `complete`.")
    private boolean autoEnd;

    @Option(
            names = "--notice",
            paramLabel = "FILE",
            description = "The whole notice as JSON, instead of the flags above.")
    private @Nullable Path file;

    AnnounceCommand(Surroundings surroundings) {
        super(surroundings, Reconciler.Wait.ALWAYS);
    }

    @Override
    Goal goal(Workplace workplace) {
        Path named = file;
        if (named != null) {
            refuseBeside(named);
            Notice notice = NoticeFile.read(
                    surroundings().workingDirectory().resolve(named),
                    workplace.configuration().site().defaultLanguage());
            refuseThePast(workplace, notice);
            return Goals.announce(workplace.now(), scheduled -> notice);
        }
        Notice draft = draft(workplace);
        refuseThePast(workplace, draft);
        return Goals.announce(workplace.now(), scheduled -> {
            if (scheduled == null) {
                return draft;
            }
            return id == null || scheduled.id().equals(id) ? draft.continuing(scheduled) : draft;
        });
    }

    private void refuseBeside(Path named) {
        boolean flags = startsAt != null || duration != null || endsAt != null || id != null || url != null;
        if (flags || autoStart || autoEnd || !titles.isEmpty() || !bodies.isEmpty()) {
            throw new Failure(
                    Failure.Kind.USAGE,
                    "announce the notice in " + named,
                    "--notice holds the whole notice",
                    "leave the other flags of the notice out");
        }
    }

    private Notice draft(Workplace workplace) {
        Instant now = workplace.now();
        Instant start = Times.time("--starts-at", required("--starts-at", startsAt), now);
        if ((duration == null) == (endsAt == null)) {
            throw new Failure(
                    Failure.Kind.USAGE,
                    "read the window",
                    duration == null ? "its end is missing" : "--for and --ends-at both name its end",
                    "give one of --for 30m and --ends-at 2026-11-20T22:30Z");
        }
        Instant end = endsAt == null
                ? start.plus(Times.duration("--for", required("--for", duration)))
                : Times.time("--ends-at", endsAt, now);
        DefaultTexts defaults = workplace.defaultTexts();
        String language = workplace.configuration().site().defaultLanguage();
        Texts title =
                titles.isEmpty() ? defaults.title(Phase.SCHEDULED) : TextOptions.read("--title", titles, language);
        Texts body = bodies.isEmpty() && titles.isEmpty()
                ? defaults.body(Phase.SCHEDULED)
                : TextOptions.read("--body", bodies, language);
        String name = id == null ? NoticeIds.of(start) : id;
        return new Notice(name, start, end, autoStart, autoEnd, title, body, List.of(), link());
    }

    private static void refuseThePast(Workplace workplace, Notice notice) {
        Instant end = notice.endsAt();
        if (end != null && !end.isAfter(workplace.now())) {
            throw new Failure(
                    Failure.Kind.USAGE,
                    "announce the window",
                    "it ended at " + end + ", and it is " + workplace.now(),
                    "check --starts-at and its zone");
        }
        if (notice.startsAt().isBefore(workplace.now())) {
            workplace.progress().warning("the window begins in the past; `start` begins it now");
        }
    }

    private @Nullable URI link() {
        if (url == null) {
            return null;
        }
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new Failure(Failure.Kind.USAGE, "read --url", "it is no URL", "write an https address").causedBy(e);
        }
    }

    private static String required(String flag, @Nullable String value) {
        if (value == null) {
            throw new Failure(
                    Failure.Kind.USAGE,
                    "read the window",
                    flag + " is missing",
                    "for example: publisher announce --starts-at 2026-11-20T22:00Z --for 30m");
        }
        return value;
    }
}

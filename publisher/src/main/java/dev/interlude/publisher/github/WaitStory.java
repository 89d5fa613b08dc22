package dev.interlude.publisher.github;

import dev.interlude.publisher.progress.Progress;
import dev.interlude.publisher.progress.TimeBudget;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells what a long wait is about: what has changed at once, and what has not from time to time, since silence looks
 * like a program that hangs, to people and to pipelines. Used by one thread.
 */
final class WaitStory {

    private final Progress progress;
    private final TimeBudget budget;
    private final Duration again;
    private final Instant start;
    private String told = "";
    private Instant toldAt;

    /** @param again after which time the same is said once more */
    WaitStory(Progress progress, TimeBudget budget, Duration again) {
        this.progress = progress;
        this.budget = budget;
        this.again = again;
        this.start = budget.now();
        this.toldAt = start;
    }

    /** What holds now, as in "the build of 1a2b3c4 is building". */
    void tell(String what) {
        Instant now = budget.now();
        boolean news = !what.equals(told);
        if (!news && now.isBefore(toldAt.plus(again))) {
            return;
        }
        progress.step(news ? what : "still waiting, for " + inWords(Duration.between(start, now)) + " now: " + what);
        told = what;
        toldAt = now;
    }

    private static String inWords(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}

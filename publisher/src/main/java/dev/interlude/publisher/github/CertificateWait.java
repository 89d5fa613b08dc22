package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits until GitHub has a certificate for the domain, and enforces https then: the last of three steps, each of which
 * GitHub accepts only after the one before. It takes minutes, or hours where DNS is slow, so it has a time of its own,
 * and every later run goes on where this one stopped.
 */
final class CertificateWait {

    private static final Duration FIRST_GAP = Duration.ofSeconds(5);
    private static final Duration LONGEST_GAP = Duration.ofMinutes(1);

    private static final Duration TOLD_AGAIN = Duration.ofMinutes(5);

    private final Connection connection;
    private final PagesEndpoint pages;
    private Optional<String> complaint = Optional.empty();
    private Certificate seen;

    /** @param site which has a domain */
    CertificateWait(Connection connection, PagesSite site) {
        this.connection = connection;
        this.pages = connection.github().pages();
        this.seen = Certificate.of(site);
    }

    /**
     * Returns once https is enforced.
     *
     * @throws Failure NO_CERTIFICATE if the time is over, REFUSED if GitHub has given up
     */
    void await() {
        Duration time = connection.settings().certificateTimeout();
        connection.budget().restart(time);
        connection
                .progress()
                .step("waiting for the certificate of " + seen.domain() + ", for at most " + inWords(time));
        WaitStory story = new WaitStory(connection.progress(), connection.budget(), TOLD_AGAIN);
        Duration gap = FIRST_GAP;
        for (boolean first = true; !isEnforced(); first = false) {
            if (first) {
                complaint = connection.github().health().complaint(connection.budget(), connection.sleeper());
                complaint.ifPresent(
                        words -> connection.progress().step("GitHub says of " + seen.domain() + ": " + words));
            }
            story.tell("the certificate is " + seen.inWords());
            Duration wait =
                    gap.multipliedBy(80 + connection.random().nextInt(41)).dividedBy(100);
            if (!connection.budget().allows(wait)) {
                throw notThere(time);
            }
            connection.sleeper().sleep(wait);
            Duration next = gap.multipliedBy(3).dividedBy(2);
            gap = next.compareTo(LONGEST_GAP) < 0 ? next : LONGEST_GAP;
        }
    }

    private boolean isEnforced() {
        Optional<PagesSite> site;
        try {
            site = pages.watched().filter(found -> found.domain() != null);
        } catch (Failure failure) {
            if (failure.kind() != Failure.Kind.UNREACHABLE) {
                throw failure;
            }
            return false;
        }
        if (site.isEmpty()) {
            throw gone();
        }
        seen = Certificate.of(site.get());
        if (seen.isInTrouble()) {
            throw givenUp();
        }
        return site.get().httpsEnforced() || (seen.isReady() && pages.enforceHttps());
    }

    private Failure notThere(Duration time) {
        return new Failure(
                Failure.Kind.NO_CERTIFICATE,
                "enforce https for " + seen.domain(),
                "its certificate is " + seen.inWords() + " after " + inWords(time) + because(),
                "the page is published; run publish again, with --certificate-timeout to go on waiting or without to"
                        + " look once: it goes on where this one stopped");
    }

    private Failure givenUp() {
        complaint =
                complaint.or(() -> connection.github().health().complaint(connection.budget(), connection.sleeper()));
        return new Failure(
                Failure.Kind.REFUSED,
                "enforce https for " + seen.domain(),
                "GitHub cannot get a certificate for it (" + seen.inWords() + ")" + because(),
                seen.remedy() + " (--remove-domain " + seen.domain() + ", then publish with it again)");
    }

    private Failure gone() {
        return new Failure(
                Failure.Kind.REFUSED,
                "enforce https for " + seen.domain(),
                "the domain is no longer set in the Pages settings of "
                        + connection.settings().repository(),
                "run publish again, which sets it");
    }

    private String because() {
        return complaint.map(words -> "; GitHub says: " + words).orElse("");
    }

    private static String inWords(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}

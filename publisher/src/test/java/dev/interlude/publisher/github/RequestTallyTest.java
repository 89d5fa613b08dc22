package dev.interlude.publisher.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.github.fake.SeenRequest;
import dev.interlude.publisher.target.Publication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a run says that it has sent is what was sent. */
class RequestTallyTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void firstPublishIsCountedByKind() {
        GitHubTarget target = bench.target();
        Publication publication = target.read().plan(Sites.withLogo(1)).apply();

        assertThat(target.effort())
                .isEqualTo("8 requests to GitHub's API (2 read, 6 wrote), 0 polls, 0 looks at the page");

        publication.awaitVisible(Bench.TIMEOUT);
        long polls =
                bench.github().requests().stream().filter(SeenRequest::isPoll).count();
        long looks =
                bench.github().requests().stream().filter(seen -> !seen.isApi()).count();
        assertThat(target.effort())
                .startsWith("8 requests to GitHub's API (2 read, 6 wrote), " + polls + " poll")
                .contains(", " + looks + " look");
    }

    @Test
    void unchangedPublishIsTwoReads() {
        bench.published(Sites.text(1));
        GitHubTarget target = bench.target();

        target.read().plan(Sites.text(1)).apply().awaitVisible(Bench.TIMEOUT);

        assertThat(target.effort())
                .isEqualTo("2 requests to GitHub's API (2 read, 0 wrote), 0 polls, 1 look at the page");
    }
}

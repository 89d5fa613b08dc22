package dev.interlude.publisher.demo;

import dev.interlude.publisher.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Looks at every step from outside, and stops the demo where one is not as it should be. */
final class Checks {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Consumer<String> story;
    private int passed;

    Checks(Consumer<String> story) {
        this.story = story;
    }

    int passed() {
        return passed;
    }

    void that(String what, boolean holds, String found) {
        if (!holds) {
            throw new Failure(
                    Failure.Kind.REFUSED, "show that " + what, "found " + found, "report it with this output");
        }
        passed++;
        story.accept("  ok  " + what);
    }

    void equal(String what, Object expected, Object found) {
        that(what, expected.equals(found), found + " instead of " + expected);
    }

    /** Asks as a browser or another client would. */
    HttpResponse<String> get(URI url) {
        HttpRequest request =
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Failure(Failure.Kind.UNREACHABLE, "ask " + url, String.valueOf(e.getMessage()), "report it")
                    .causedBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}

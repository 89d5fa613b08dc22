package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A well-behaved writer, poller and subscriber, for whom everything has to go on as if they were alone. */
final class FuzzCanary {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final TestSubscriber subscriber;
    private int changes;
    private long slowestMs;

    FuzzCanary(String address) {
        this.address = address;
        this.subscriber =
                TestSubscriber.connect(http, URI.create(address.replace("http:", "ws:") + "/v1/apps/canary/live"));
        subscriber.nextState();
    }

    /** Makes a change, which has to be read and told within the deadline. */
    void sing() {
        String title = "change " + ++changes;
        long began = System.nanoTime();
        HttpRequest.Builder put = HttpRequest.newBuilder()
                .headers("If-Match", "*", "Authorization", "Bearer " + RunningHub.SECRET)
                .PUT(HttpRequest.BodyPublishers.ofString(States.inProgressDocument("canary", title)));
        assertThat(send(put, "/v1/apps/canary/state").statusCode()).isEqualTo(200);
        // Whatever came late for the last song is passed over.
        String heard = heard();
        while (!heard.equals(title)) {
            heard = heard();
        }
        assertThat(get("/v1/apps/canary/state")).contains(title);
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        assertThat(tookMs).as("time of " + title).isLessThan(DEADLINE.toMillis());
        slowestMs = Math.max(slowestMs, tookMs);
    }

    private String heard() {
        return subscriber.nextState().at("/notice/title/en").asText();
    }

    /** What the hub's meters show whose names and labels begin so: their sum. */
    long meter(String name) {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public String toString() {
        return changes + " changes of the canary, the slowest after " + slowestMs + " ms";
    }

    private String get(String path) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(), path);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path) {
        try {
            return http.send(
                    request.uri(URI.create(address + path)).timeout(DEADLINE).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.interlude.publisher.target;

import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.publisher.http.WholeAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The state that the page shows to the world; read without any credential, past caches by a query that was never used. */
public final class LiveState {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI url;
    private final RandomGenerator random;

    /** What the page's {@code state.json} was found to be. */
    public sealed interface Seen {

        /** A state. */
        record Showing(MaintenanceState state) implements Seen {}

        /** An answer that is no state: an error, or something else that stands there. */
        record Nothing(Answered how, String reason) implements Seen {}
    }

    /** Why no state was seen. */
    public enum Answered {
        NOT_AT_ALL,
        NOT_FOUND,
        SOMETHING_ELSE
    }

    /** @param url where the page is seen, with a slash at its end */
    public LiveState(URI url, RandomGenerator random) {
        this.url = url;
        this.random = random;
    }

    public String description() {
        return "page " + url;
    }

    /** Reads it once. */
    public Seen look() {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        URI target = url.resolve("state.json?interlude=" + Long.toHexString(random.nextLong()));
        HttpRequest request = HttpRequest.newBuilder(target)
                .header("User-Agent", "interlude-publisher")
                .header("Cache-Control", "no-cache")
                .build();
        try {
            HttpResponse<byte[]> answer = WholeAnswer.to(request, http, PATIENCE, StateCodec.MAX_BYTES);
            return understand(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Seen.Nothing(Answered.NOT_AT_ALL, "cannot be reached: " + e.getMessage());
        }
    }

    private static Seen understand(int status, byte[] body) {
        if (status != 200) {
            Answered how =
                    status >= 500 ? Answered.NOT_AT_ALL : status == 404 ? Answered.NOT_FOUND : Answered.SOMETHING_ELSE;
            return new Seen.Nothing(how, "answers " + status);
        }
        return StateCodec.read(body) instanceof Decoded.Accepted accepted
                ? new Seen.Showing(accepted.state())
                : new Seen.Nothing(Answered.SOMETHING_ELSE, "shows something that is no state");
    }
}

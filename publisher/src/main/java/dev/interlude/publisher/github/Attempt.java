package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.http.TooLong;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/** What sending a request once came to: an answer or an error. */
record Attempt(
        GitHubConnectorRequest request,
        @Nullable Received answer,
        @Nullable IOException error) {

    /** As in {@code GET /repos/acme/shop/pages}. */
    static String inWords(GitHubConnectorRequest request) {
        return request.method() + " " + request.url().getFile();
    }

    /** Whether the server has said something that is meant: no error of its own, and not nothing. */
    boolean isAnswered() {
        return answer != null && answer.statusCode() < 500;
    }

    /** A request that never left is always safe to send again. */
    boolean mayBeRepeated() {
        boolean neverSent = error instanceof ConnectException || error instanceof HttpConnectTimeoutException;
        boolean safe = Repetition.isSafe(request.method(), request.url().getPath());
        return neverSent || (safe && !(error instanceof TooLong));
    }

    /** How long a server that is out of service asks to be left alone. */
    Duration retryAfter(Instant now) {
        return answer == null
                ? Duration.ZERO
                : RateLimit.retryAfter(answer, now).orElse(Duration.ZERO);
    }

    /** The answer, such as it is; a failure where there is none. */
    Received lastWord() {
        if (answer != null) {
            return answer;
        }
        throw unanswered();
    }

    private Failure unanswered() {
        URI url = URI.create(request.url().toString());
        Failure failure = new Failure(
                Failure.Kind.UNREACHABLE,
                "send " + inWords(request) + " to " + url.getAuthority(),
                happened(),
                "check the network and target.github.api-url, then run the same command again; it goes on where this"
                        + " one stopped");
        return error == null ? failure : failure.causedBy(error);
    }

    /** The end of it for want of time. */
    Failure outOfTime(Instant now) {
        if (answer == null) {
            return unanswered();
        }
        long rest = retryAfter(now).toSeconds();
        String again = rest > 0 ? ", and asks to be left alone for " + rest + " s" : "";
        return outOfTime(request, happened() + again);
    }

    static Failure outOfTime(GitHubConnectorRequest request, String happened) {
        return new Failure(
                Failure.Kind.UNREACHABLE,
                "send " + inWords(request),
                happened,
                "run the same command again, or give it a longer --timeout");
    }

    /** The status, or the reason why there is none. */
    String result() {
        return answer == null ? happened() : Integer.toString(answer.statusCode());
    }

    private String happened() {
        if (answer != null) {
            return "GitHub answered " + answer.statusCode();
        }
        if (error == null || error.getMessage() == null) {
            return error == null ? "no answer" : error.getClass().getSimpleName();
        }
        return error.getMessage();
    }
}

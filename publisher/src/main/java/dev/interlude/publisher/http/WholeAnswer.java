package dev.interlude.publisher.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for answers to their last byte: the JDK's own timeout ends with the headers, and a body that stalls would hang. */
public final class WholeAnswer {

    private WholeAnswer() {}

    /**
     * Sends the request and returns its whole answer. Safe for many threads.
     *
     * @param maxBytes a longer body is refused before it is read
     * @throws IOException if no whole answer came in that time, or a longer one
     * @throws CancellationException if the thread was interrupted
     */
    public static HttpResponse<byte[]> to(HttpRequest request, HttpClient http, Duration atMost, int maxBytes)
            throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, headers -> new BoundedBody(maxBytes));
        try {
            return answer.get(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + atMost.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for " + request.uri());
        } finally {
            answer.cancel(true);
        }
    }
}

package dev.interlude.publisher.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

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
            throw new IOException("no whole answer within " + inSeconds(atMost) + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? inWords(io) : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for " + request.uri());
        } finally {
            answer.cancel(true);
        }
    }

    /** The last one of a run may have been given less than a second. */
    private static String inSeconds(Duration time) {
        long tenths = Math.max(1, time.toMillis() / 100);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }

    /** What the JDK says in the words of its own classes, or not at all. */
    private static IOException inWords(IOException failure) {
        if (String.valueOf(failure.getMessage()).contains("received no bytes")) {
            return new IOException("the connection was closed before an answer came", failure);
        }
        if (!(failure instanceof ConnectException) || failure.getMessage() != null) {
            return failure;
        }
        boolean unknown = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(UnresolvedAddressException.class::isInstance);
        ConnectException named = new ConnectException(unknown ? "its name does not resolve" : "nothing answers there");
        named.initCause(failure);
        return named;
    }
}

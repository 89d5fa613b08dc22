package dev.interlude.notifier.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.glassfish.grizzly.ReadHandler;
import org.glassfish.grizzly.http.io.NIOInputStream;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;

/** Bodies in and answers out, without a thread that waits for a client. */
final class Wire {

    private static final System.Logger LOG = System.getLogger(Wire.class.getName());

    private Wire() {}

    static void write(Response response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        // Clients set their clock by it.
        response.setHeader("Date", FastHttpDateFormat.getCurrentDate());
        response.setHeader("X-Content-Type-Options", "nosniff");
        answer.headers().forEach((name, value) -> {
            if (name.equals("Content-Type")) {
                response.setContentType(value);
            } else {
                response.setHeader(name, value);
            }
        });
        if (answer.status() != 304) {
            response.setContentLength(answer.body().length);
        }
        response.getOutputStream().write(answer.body());
    }

    /** Answers a suspended response; whatever goes wrong, it is resumed. */
    static void resume(Response response, Supplier<Answer> answer) {
        try {
            write(response, answered(answer));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A client left before its answer", e);
        } finally {
            response.resume();
        }
    }

    /**
     * Collects the body as it comes.
     *
     * @param atMost how many bytes to read; what follows them is left
     * @param whole told once, with the body
     * @param lost run instead where the client left
     */
    static void read(Request request, int atMost, Consumer<byte[]> whole, Runnable lost) {
        NIOInputStream in = request.getNIOInputStream();
        in.notifyAvailable(new ReadHandler() {

            private final ByteArrayOutputStream body = new ByteArrayOutputStream();
            private boolean done;

            @Override
            public void onDataAvailable() throws IOException {
                takeIn();
                if (body.size() >= atMost) {
                    finish();
                } else {
                    in.notifyAvailable(this);
                }
            }

            @Override
            public void onAllDataRead() throws IOException {
                takeIn();
                finish();
            }

            @Override
            public void onError(Throwable cause) {
                if (!done) {
                    done = true;
                    lost.run();
                }
            }

            private void takeIn() throws IOException {
                int ready = Math.min(in.readyData(), atMost - body.size());
                body.write(in.readNBytes(ready));
            }

            private void finish() {
                if (!done) {
                    done = true;
                    whole.accept(body.toByteArray());
                }
            }
        });
    }

    private static Answer answered(Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A request failed", e);
            return Answer.bare(500);
        }
    }
}

package dev.interlude.notifier;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** An event source on a bare socket (HTML Standard, section 9.2.6). */
final class TestEvents implements AutoCloseable {

    private static final int MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final BufferedReader in;
    private final String head;
    private long retryMs = -1;

    /** One event as the page would be handed it. */
    record Event(String id, String name, String data) {

        JsonNode json() {
            try {
                return Fixtures.JSON.readTree(data);
            } catch (IOException e) {
                throw new AssertionError(data, e);
            }
        }
    }

    private TestEvents(int port, String request) throws IOException {
        socket.setSoTimeout(MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
        send(request);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder lines = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.append(line).append("\r\n");
        }
        head = lines.toString();
    }

    static TestEvents open(RunningHub hub, String app, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return new TestEvents(
                hub.port(),
                "GET /v1/apps/" + app + "/events HTTP/1.1\r\nHost: 127.0.0.1:" + hub.port()
                        + "\r\nAccept: text/event-stream\r\n" + more + "\r\n");
    }

    String head() {
        return head;
    }

    /** What the hub asked for last; -1 where it did not. */
    long retryMs() {
        return retryMs;
    }

    Event next() throws IOException {
        String id = "";
        String name = "message";
        StringBuilder data = new StringBuilder();
        while (true) {
            String line = line();
            if (line.isEmpty() && data.length() > 0) {
                return new Event(id, name, data.toString());
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data.append(line.substring(6));
            } else if (line.startsWith("retry: ")) {
                retryMs = Long.parseLong(line.substring(7));
            }
        }
    }

    void nextComment() throws IOException {
        String line = line();
        while (!line.startsWith(":")) {
            line = line();
        }
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Reads to the end; a reset is an end as well. */
    void readToEnd() throws IOException {
        try {
            while (in.read() >= 0) {
                // Only the end is waited for.
            }
        } catch (SocketException e) {
            // A connection that was cut.
        }
    }

    private String line() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("the stream ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

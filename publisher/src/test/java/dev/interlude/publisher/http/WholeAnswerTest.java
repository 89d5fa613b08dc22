package dev.interlude.publisher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WholeAnswerTest {

    @Test
    void wholeBodyArrives() throws IOException {
        assertThat(ask("Content-Length: 5\r\n\r\nhello", Duration.ofSeconds(10)).body())
                .isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Timeout(30)
    void bodyThatStallsEndsWithTheTime() {
        assertThatThrownBy(() -> ask("Content-Length: 500\r\n\r\n{", Duration.ofMillis(300)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no whole answer");
    }

    @Test
    void longerBodyIsRefused() {
        assertThatThrownBy(() -> ask("Content-Length: 65\r\n\r\n" + "x".repeat(65), Duration.ofSeconds(10)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than 64 bytes");
    }

    @Test
    void hostThatHasNoAddressIsSaid() {
        // The name is reserved never to exist (RFC 6761).
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://hub.invalid/")).build();

        assertThatThrownBy(() -> WholeAnswer.to(request, HttpClient.newHttpClient(), Duration.ofSeconds(20), 64))
                .isInstanceOf(ConnectException.class)
                .hasMessage("its name does not resolve");
    }

    @Test
    void connectionThatIsClosedWithoutAWordIsSaid() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread closing = new Thread(() -> acceptAndClose(server));
            closing.setDaemon(true);
            closing.start();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();

            assertThatThrownBy(() -> WholeAnswer.to(request, HttpClient.newHttpClient(), Duration.ofSeconds(20), 64))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the connection was closed before an answer came");
        }
    }

    /** Reads the request first: a connection with unread bytes would be reset instead. */
    private static void acceptAndClose(ServerSocket server) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            StringBuilder request = new StringBuilder();
            while (!request.toString().endsWith("{}")) {
                request.append((char) in.read());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks a server that sends these headers and this body, and then nothing until it is closed. */
    private static HttpResponse<byte[]> ask(String rest, Duration atMost) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> answerOnce(server, "HTTP/1.1 200 OK\r\n" + rest));
            serving.setDaemon(true);
            serving.start();
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            return WholeAnswer.to(HttpRequest.newBuilder(url).build(), HttpClient.newHttpClient(), atMost, 64);
        }
    }

    private static void answerOnce(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            while (socket.getInputStream().read() >= 0) {
                // Until the other side has had enough.
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package dev.interlude.notifier;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request and its answer.
 *
 * @param headers of the answer, by their names in lower case
 * @param body of the answer; of one without end its beginning, or nothing
 */
record Exchange(String method, String path, int status, Map<String, String> headers, String body) {

    private static final int MILLIS = 40_000;

    /** Sends those bytes on a connection of their own and reads one answer. */
    static Exchange over(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return read(request.split(" ", 3), socket.getInputStream());
        }
    }

    static Exchange of(HttpResponse<String> response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().map().forEach((name, lines) -> headers.put(name.toLowerCase(Locale.ROOT), lines.get(0)));
        String path = response.request().uri().getRawPath();
        return new Exchange(response.request().method(), path, response.statusCode(), headers, response.body());
    }

    private static Exchange read(String[] requestLine, InputStream in) throws IOException {
        List<String> lines = head(in).lines().filter(line -> !line.isEmpty()).toList();
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] field = line.split(": ?", 2);
            headers.put(field[0].toLowerCase(Locale.ROOT), field[1]);
        }
        int status = Integer.parseInt(lines.get(0).split(" ", 3)[1]);
        boolean hasBody = !requestLine[0].equals("HEAD") && status != 304 && headers.containsKey("content-length");
        byte[] body = in.readNBytes(hasBody ? Integer.parseInt(headers.get("content-length")) : 0);
        return new Exchange(requestLine[0], requestLine[1], status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended behind: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public String toString() {
        return method + " " + path + " " + status + (body.length() > 200 ? "" : " " + body);
    }
}

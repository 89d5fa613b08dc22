package dev.interlude.notifier.websocket;

import dev.interlude.protocol.MaintenanceState;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;

/**
 * A client's opening handshake (RFC 6455, section 4.2.1), judged here because Tyrus answers 500 to some that are malformed.
 *
 * @param app the application that the client wants to know of
 * @param fault the status that refuses it; 0 where the handshake is in order
 */
record Handshake(String app, int fault) {

    private static final Pattern PATH = Pattern.compile("/v1/apps/([^/]+)/live");
    private static final Pattern REQUEST_LINE =
            Pattern.compile("GET (?:https?://[^/ ]*)?" + PATH.pattern() + "(?:\\?[^ ]*)? HTTP/1.1");

    /** Sixteen bytes in Base64. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    /** Whether a handshake can begin with that request line. */
    static boolean beginsWith(String requestLine) {
        Matcher line = REQUEST_LINE.matcher(requestLine);
        return line.matches() && MaintenanceState.isAppName(line.group(1));
    }

    /** The handshake in the request; empty for a request that wants something else. */
    static Optional<Handshake> in(HttpRequestPacket request) {
        Matcher path = PATH.matcher(request.getRequestURI());
        boolean wanted = Method.GET.equals(request.getMethod())
                && hasToken(wholeHeader(request, "Upgrade"), "websocket")
                && path.matches()
                && MaintenanceState.isAppName(path.group(1));
        return wanted ? Optional.of(new Handshake(path.group(1), faultIn(request))) : Optional.empty();
    }

    private static int faultIn(HttpRequestPacket request) {
        boolean wellFormed = request.getProtocol() == Protocol.HTTP_1_1
                && hasToken(wholeHeader(request, "Connection"), "upgrade")
                && request.getHeader("Host") != null
                && KEY.matcher(wholeHeader(request, "Sec-WebSocket-Key")).matches()
                && request.getContentLength() <= 0
                && request.getHeader("Transfer-Encoding") == null;
        if (!wellFormed) {
            return 400;
        }
        return wholeHeader(request, "Sec-WebSocket-Version").equals("13") ? 0 : 426;
    }

    /** Lines of the same name are one list (RFC 9110, section 5.3). */
    private static String wholeHeader(HttpRequestPacket request, String name) {
        return String.join(",", request.getHeaders().values(name));
    }

    private static boolean hasToken(String header, String token) {
        return Stream.of(header.split(",", -1))
                .anyMatch(part -> part.strip().toLowerCase(Locale.ROOT).equals(token));
    }
}

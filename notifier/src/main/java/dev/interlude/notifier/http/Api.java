package dev.interlude.notifier.http;

import dev.interlude.notifier.access.Keyring;
import dev.interlude.notifier.admission.ClientAddresses;
import dev.interlude.notifier.admission.Gate;
import dev.interlude.notifier.audit.AuditLog;
import dev.interlude.notifier.backplane.Backplane;
import dev.interlude.notifier.limit.Limit;
import dev.interlude.notifier.metrics.Meters;
import dev.interlude.protocol.MaintenanceState;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Brings each request to what answers it. */
public final class Api extends HttpHandler {

    private static final Pattern APP_PATH = Pattern.compile("/v1/apps/([^/]+)/(state|live|events)");

    private final Parts parts;
    private final StateReads reads;
    private final StatePut put;
    private final HealthChecks health;
    private final MetricsPage metrics;

    /**
     * What requests are answered from.
     *
     * @param keys the tokens that are good at this moment
     * @param nanos a clock that never goes back, in nanoseconds
     * @param writesPerMinute how often each holder of a token may write; 0: no limit
     * @param admin runs what waits for the disk, so that the server's own threads never do
     * @param timer ends bodies that do not come
     */
    public record Parts(
            Backplane backplane,
            Clock clock,
            LongSupplier nanos,
            Gate gate,
            Pulse pulse,
            Supplier<Keyring> keys,
            ClientAddresses addresses,
            int writesPerMinute,
            AuditLog audit,
            Meters meters,
            Optional<ClientBundle> client,
            Executor admin,
            ScheduledExecutorService timer) {}

    public Api(Parts parts) {
        super("api");
        this.parts = parts;
        this.reads = new StateReads(parts.backplane());
        this.put = new StatePut(parts);
        this.health = new HealthChecks(parts.backplane(), parts.gate(), parts.pulse(), parts.nanos());
        this.metrics = new MetricsPage(parts.meters(), parts.keys());
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        if (Wire.isBehind(request)) {
            end(request.getRequest().getConnection());
            return;
        }
        Matcher app = APP_PATH.matcher(path(request));
        if (app.matches() && MaintenanceState.isAppName(app.group(1))) {
            serviceApp(app.group(1), app.group(2), request, response);
        } else if (path(request).equals("/health/ready") && isRead(request)) {
            answerLater(response, health::ready);
        } else {
            Wire.answer(response, () -> page(request));
        }
    }

    /** Once, though more requests that came over it may be in memory already. */
    private void end(Connection<?> connection) {
        if (connection.isOpen()) {
            parts.meters().reached(Limit.SLOW_READER);
            connection.terminateSilently();
        }
    }

    private void serviceApp(String app, String what, Request request, Response response) throws IOException {
        boolean state = what.equals("state");
        if (state && request.getMethod().equals(Method.PUT)) {
            put.serve(app, request, response);
        } else if (state && isRead(request)) {
            Wire.answer(response, () -> reads.get(app, request.getHeader("If-None-Match")));
        } else if (what.equals("live") && request.getMethod().equals(Method.GET)) {
            Wire.write(response, Answer.bare(426).with("Upgrade", "websocket").with("Connection", "close"));
        } else {
            Wire.write(response, Answer.bare(405).with("Allow", methodsOf(what)));
        }
    }

    private static String methodsOf(String what) {
        return switch (what) {
            case "state" -> "GET, HEAD, PUT";
            case "live" -> "GET";
            default -> "GET, HEAD";
        };
    }

    private Answer page(Request request) {
        Optional<Supplier<Answer>> page = pageAt(request);
        if (page.isEmpty()) {
            return Answer.bare(404);
        }
        return isRead(request) ? page.get().get() : Answer.bare(405).with("Allow", "GET, HEAD");
    }

    private Optional<Supplier<Answer>> pageAt(Request request) {
        return switch (path(request)) {
            case "/health/live" -> Optional.of(health::live);
            case "/health/ready" -> Optional.of(health::ready);
            case "/metrics" -> Optional.of(() -> metrics.get(request));
            case "/openapi.json" -> Optional.of(Description::document);
            case "/schema/v1/maintenance-state.json" -> Optional.of(Description::schemaOfState);
            default ->
                parts.client()
                        .flatMap(bundle -> bundle.at(path(request), request.getHeader("If-None-Match")))
                        .map(answer -> () -> answer);
        };
    }

    private void answerLater(Response response, Supplier<Answer> answer) {
        response.suspend();
        parts.admin().execute(() -> Wire.resume(response, answer));
    }

    /** With what Grizzly takes for a session's id and would leave out: such a path is another one. */
    private static String path(Request request) {
        String sent = request.getRequest()
                .getRequestURIRef()
                .getOriginalRequestURIBC()
                .toString();
        return sent.indexOf(';') < 0 ? request.getRequestURI() : sent;
    }

    private static boolean isRead(Request request) {
        return request.getMethod().equals(Method.GET) || request.getMethod().equals(Method.HEAD);
    }
}

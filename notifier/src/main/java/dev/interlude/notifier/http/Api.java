package dev.interlude.notifier.http;

import dev.interlude.notifier.admission.Gate;
import dev.interlude.notifier.backplane.Backplane;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Brings each request to what answers it. */
public final class Api extends HttpHandler {

    private static final Pattern APP_PATH = Pattern.compile("/v1/apps/([^/]+)/(state|live|events)");

    /** How long a whole body may take: 32 KiB take less on any line that is worth the name. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Answer LATE =
            Refusal.LATE.saying("Send the whole document within " + PATIENCE.toSeconds() + " seconds.");

    private final StateReads reads;
    private final StateWrites writes;
    private final HealthChecks health;
    private final Optional<ClientBundle> client;
    private final AdminToken token;
    private final Gate gate;
    private final Executor admin;
    private final ScheduledExecutorService timer;

    /**
     * Answers from that backplane.
     *
     * @param admin runs what waits for the disk, so that the server's own threads never do
     * @param timer ends bodies that do not come
     */
    public Api(
            Backplane backplane,
            Clock clock,
            Gate gate,
            AdminToken token,
            Optional<ClientBundle> client,
            Executor admin,
            ScheduledExecutorService timer) {
        super("api");
        this.reads = new StateReads(backplane);
        this.writes = new StateWrites(backplane, clock);
        this.health = new HealthChecks(backplane, gate);
        this.client = client;
        this.token = token;
        this.gate = gate;
        this.admin = admin;
        this.timer = timer;
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        Matcher app = APP_PATH.matcher(request.getRequestURI());
        if (app.matches() && MaintenanceState.isAppName(app.group(1))) {
            serviceApp(app.group(1), app.group(2), request, response);
        } else if (request.getRequestURI().equals("/health/ready") && isRead(request)) {
            answerLater(response, health::ready);
        } else {
            Wire.write(response, page(request));
        }
    }

    private void serviceApp(String app, String what, Request request, Response response) throws IOException {
        boolean state = what.equals("state");
        if (state && request.getMethod().equals(Method.PUT)) {
            put(app, request, response);
        } else if (state && isRead(request)) {
            Wire.write(response, reads.get(app, request.getHeader("If-None-Match")));
        } else if (what.equals("live") && isRead(request)) {
            Wire.write(response, Answer.bare(426).with("Upgrade", "websocket").with("Connection", "close"));
        } else {
            Wire.write(response, Answer.bare(405).with("Allow", state ? "GET, HEAD, PUT" : "GET"));
        }
    }

    private Answer page(Request request) {
        String path = request.getRequestURI();
        Optional<Answer> page = path.equals("/health/live")
                ? Optional.of(health.live())
                : client.flatMap(bundle -> bundle.at(path, request.getHeader("If-None-Match")));
        if (page.isEmpty() && !path.equals("/health/ready")) {
            return Answer.bare(404);
        }
        return isRead(request)
                ? page.orElseGet(() -> Answer.bare(404))
                : Answer.bare(405).with("Allow", "GET, HEAD");
    }

    private void put(String app, Request request, Response response) throws IOException {
        String ifMatch = request.getHeader("If-Match");
        if (!token.isShownBy(request.getHeader("Authorization"))) {
            refuse(response, Refusal.UNAUTHORIZED.saying("Send the hub's admin token as Authorization: Bearer."));
        } else if (gate.isShut()) {
            refuse(response, Refusal.DRAINING.saying("Try again after the time in Retry-After."));
        } else if (ifMatch == null) {
            refuse(response, Refusal.NO_PRECONDITION.saying("Read the state first, so that no other change is lost."));
        } else if (request.getContentLengthLong() > StateCodec.MAX_BYTES) {
            refuse(response, Refusal.TOO_LARGE.saying("Shorten its texts or its updates."));
        } else {
            EntityTags tags = EntityTags.in(ifMatch);
            response.suspend();
            BodyRead.begin(
                    request,
                    StateCodec.MAX_BYTES + 1,
                    PATIENCE,
                    timer,
                    body -> admin.execute(() -> Wire.resume(response, () -> writes.put(app, tags, body))),
                    () -> admin.execute(() -> Wire.writeAndClose(request, LATE)));
        }
    }

    /** Refused before the body was read: what follows on the connection is no request. */
    private static void refuse(Response response, Answer answer) throws IOException {
        Wire.write(response, answer.with("Connection", "close"));
    }

    private void answerLater(Response response, Supplier<Answer> answer) {
        response.suspend();
        admin.execute(() -> Wire.resume(response, answer));
    }

    private static boolean isRead(Request request) {
        return request.getMethod().equals(Method.GET) || request.getMethod().equals(Method.HEAD);
    }
}

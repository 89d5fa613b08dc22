package dev.interlude.notifier.http;

import dev.interlude.notifier.access.Holder;
import dev.interlude.notifier.admission.ClientAddresses;
import dev.interlude.notifier.limit.Limit;
import dev.interlude.protocol.StateCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** {@code PUT /v1/apps/{app}/state}, from the first look at its head to the last byte of its body. */
final class StatePut {

    /** How long a whole body may take: 32 KiB take less on any line that is worth the name. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int NOTED_A_MINUTE = 60;

    private static final Answer LATE =
            Refusal.LATE.saying("Send the whole document within " + PATIENCE.toSeconds() + " seconds.");

    private final Api.Parts parts;
    private final StateWrites writes;
    private final WriteRates rates;

    /** Which refusals are noted of those that cost the client nothing. */
    private final WriteRates noted;

    private final ClientAddresses addresses;

    StatePut(Api.Parts parts) {
        this.parts = parts;
        this.writes = new StateWrites(parts.backplane(), parts.clock(), parts.audit());
        this.rates = new WriteRates(parts.writesPerMinute(), parts.nanos());
        this.noted = new WriteRates(NOTED_A_MINUTE, parts.nanos());
        this.addresses = parts.addresses();
    }

    void serve(String app, Request request, Response response) throws IOException {
        Optional<Holder> holder = parts.keys().get().holderOf(request.getHeader("Authorization"));
        if (holder.isEmpty()) {
            refuse(response, Refusal.UNAUTHORIZED.saying("Send a token of this hub as Authorization: Bearer."));
            return;
        }
        Writer writer = new Writer(holder.get(), addressOf(request));
        Optional<Answer> refusal = refusal(app, writer, request);
        if (refusal.isPresent()) {
            // Noted on the disk, for which no thread of the server waits; and so not without end.
            if (noted.pass(writer)) {
                parts.admin().execute(() -> writes.refused(writer, app, refusal.get()));
            }
            refuse(response, refusal.get());
        } else {
            read(app, writer, request, response);
        }
    }

    private Optional<Answer> refusal(String app, Writer writer, Request request) {
        if (!writer.holder().mayWrite(app)) {
            return Optional.of(Refusal.SCOPE.saying("The token may not write the state of this application."));
        } else if (parts.gate().isShut()) {
            return Optional.of(Refusal.DRAINING.saying("Try again after the time in Retry-After."));
        } else if (request.getHeader("If-Match") == null) {
            return Optional.of(
                    Refusal.NO_PRECONDITION.saying("Read the state first, so that no other change is lost."));
        } else if (request.getContentLengthLong() > StateCodec.MAX_BYTES) {
            parts.meters().reached(Limit.BODY_LENGTH);
            return Optional.of(Refusal.TOO_LARGE.saying("Shorten its texts or its updates."));
        } else if (!rates.pass(writer)) {
            parts.meters().reached(Limit.WRITE_RATE);
            return Optional.of(tooOften(parts.writesPerMinute()));
        }
        return Optional.empty();
    }

    private static Answer tooOften(int perMinute) {
        int secondsForOne = (60 + perMinute - 1) / perMinute;
        return Refusal.TOO_OFTEN
                .saying("At most " + perMinute + " changes a minute; try again after the time in Retry-After.")
                .with("Retry-After", Integer.toString(secondsForOne));
    }

    private void read(String app, Writer writer, Request request, Response response) {
        EntityTags tags = EntityTags.in(request.getHeader("If-Match"));
        response.suspend();
        BodyRead.begin(
                request,
                StateCodec.MAX_BYTES + 1,
                PATIENCE,
                parts.timer(),
                body -> parts.admin().execute(() -> Wire.resume(response, () -> write(app, writer, tags, body))),
                () -> parts.admin().execute(() -> {
                    parts.meters().reached(Limit.BODY_TIME);
                    parts.meters().answered(LATE.status());
                    writes.refused(writer, app, LATE);
                    Wire.writeAndClose(request, LATE);
                }));
    }

    private Answer write(String app, Writer writer, EntityTags tags, byte[] body) {
        if (body.length > StateCodec.MAX_BYTES) {
            parts.meters().reached(Limit.BODY_LENGTH);
        }
        Answer answer = writes.put(writer, app, tags, body);
        parts.meters().answered(answer.status());
        return answer;
    }

    /** Refused before the body was read: what follows on the connection is no request. */
    private void refuse(Response response, Answer answer) throws IOException {
        parts.meters().answered(answer.status());
        Wire.write(response, answer.with("Connection", "close"));
    }

    private String addressOf(Request request) {
        return addresses.of(request.getRemoteAddr(), Wire.wholeHeader(request, "X-Forwarded-For"));
    }
}

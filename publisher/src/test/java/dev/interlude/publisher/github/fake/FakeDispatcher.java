package dev.interlude.publisher.github.fake;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.ByteString;

/** Puts answers on the wire, and faults in their way. */
final class FakeDispatcher extends Dispatcher {

    private final FakeGitHub github;
    private final Faults faults;
    private final List<SeenRequest> requests;
    private final AtomicInteger ids = new AtomicInteger();

    FakeDispatcher(FakeGitHub github, Faults faults, List<SeenRequest> requests) {
        this.github = github;
        this.faults = faults;
        this.requests = requests;
    }

    @Override
    public MockResponse dispatch(RecordedRequest wire) {
        Optional<Fault> fault = faults.next(wire.getMethod() + " " + wire.getTarget());
        fault.filter(Fault.Meanwhile.class::isInstance)
                .ifPresent(meanwhile -> ((Fault.Meanwhile) meanwhile).what().run());
        if (fault.orElse(null) instanceof Fault.Cut) {
            remember(wire, 0);
            return cut();
        }
        Reply reply = fault.flatMap(Fault::replacement).orElseGet(() -> github.handle(wire));
        if (fault.orElse(null) instanceof Fault.AnswerLost) {
            remember(wire, 0);
            return cut();
        }
        remember(wire, reply.status());
        return onTheWire(reply, fault);
    }

    private void remember(RecordedRequest wire, int status) {
        ByteString body = wire.getBody();
        requests.add(new SeenRequest(
                wire.getMethod(),
                wire.getTarget(),
                status,
                FakeGitHub.headersOf(wire),
                body == null ? "" : body.utf8()));
    }

    private MockResponse onTheWire(Reply reply, Optional<Fault> fault) {
        MockResponse.Builder builder = new MockResponse.Builder().code(reply.status());
        builder.addHeader("X-GitHub-Request-Id", "FAKE:" + ids.incrementAndGet());
        builder.addHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(github.time().atOffset(ZoneOffset.UTC)));
        reply.headers().forEach(builder::setHeader);
        if (reply.status() != 204) {
            builder.body(new Buffer().write(reply.body()));
        }
        if (fault.orElse(null) instanceof Fault.HalfAnswer) {
            builder.onResponseBody(new SocketEffect.CloseSocket());
        }
        if (fault.orElse(null) instanceof Fault.Delay delay) {
            builder.headersDelay(delay.time().toMillis(), TimeUnit.MILLISECONDS);
        }
        return builder.build();
    }

    private static MockResponse cut() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }
}

package dev.interlude.notifier.strict;

import dev.interlude.notifier.stream.Refused;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;

/** Refuses TRACE, to which Grizzly would answer by itself that every method is allowed everywhere. */
final class NoTrace extends BaseFilter {

    private static final int NOT_IMPLEMENTED = 501;

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        HttpContent content = ctx.getMessage();
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        if (!Method.TRACE.equals(request.getMethod())) {
            return ctx.getInvokeAction();
        }
        Refused.with(NOT_IMPLEMENTED, ctx, request);
        return ctx.getStopAction();
    }
}

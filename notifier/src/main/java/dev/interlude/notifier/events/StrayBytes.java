package dev.interlude.notifier.events;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/** Whatever a client sends behind its request: nothing that it could send means anything, so that is its end. */
final class StrayBytes extends BaseFilter {

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        Buffer bytes = ctx.getMessage();
        bytes.tryDispose();
        ctx.getConnection().terminateSilently();
        return ctx.getStopAction();
    }
}

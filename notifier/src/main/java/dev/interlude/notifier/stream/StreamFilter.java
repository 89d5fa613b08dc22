package dev.interlude.notifier.stream;

import java.io.IOException;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;

/** Takes the requests for one kind of stream out of HTTP; all others go on. */
public abstract class StreamFilter extends BaseFilter {

    /**
     * Ends a connection on which another request came in the same read behind one that took it out of HTTP: Grizzly would go on
     * and answer it, in the middle of the stream.
     */
    @Override
    public final NextAction handleRead(FilterChainContext ctx) throws IOException {
        if (ctx.getConnection().getProcessor() != ctx.getFilterChain()) {
            ctx.getConnection().terminateSilently();
            return ctx.getStopAction();
        }
        HttpContent content = ctx.getMessage();
        return takes((HttpRequestPacket) content.getHttpHeader(), content, ctx)
                ? ctx.getStopAction()
                : ctx.getInvokeAction();
    }

    /**
     * Answers a request, if it is one for this kind of stream.
     *
     * @param content what came with the head, possibly nothing
     * @return whether it was one
     */
    protected abstract boolean takes(HttpRequestPacket request, HttpContent content, FilterChainContext ctx)
            throws IOException;
}

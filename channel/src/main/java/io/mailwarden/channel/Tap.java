package io.mailwarden.channel;

import io.mailwarden.engine.response.session.Cause;
import io.mailwarden.engine.response.session.Line;
import io.mailwarden.engine.response.session.Session;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** A door's hold on a Netty channel. Thread-safe. */
final class Tap implements Line {

    /*
     * In James's pipelines of both protocols the valve stands on the socket's side of the handler that cuts streams into
     * chunks, so that a message being sent passes chunk by chunk. TLS and compression, also when they begin later, are put
     * first, nearer to the socket: what passes here is in clear. James removes and adds its line decoder at either side of
     * this place as it goes; each byte passes once all the same.
     */

    private static final String NAME = "mailwardenValve";

    private final Channel channel;
    private final Valve valve;

    private Tap(Channel channel, Valve valve) {
        this.channel = channel;
        this.valve = valve;
    }

    /** Taps the channel; empty where it is not built as James 3.8 builds them, or has gone. */
    static Optional<Tap> into(Channel channel, Goodbye goodbye) {
        ChannelHandlerContext chunks = channel.pipeline().context(ChunkedWriteHandler.class);
        if (chunks == null) {
            return Optional.empty();
        }
        Valve valve = new Valve(goodbye);
        try {
            if (channel.pipeline().get(NAME) != null) {
                channel.pipeline().remove(NAME);
            }
            channel.pipeline().addBefore(chunks.name(), NAME, valve);
        } catch (NoSuchElementException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(new Tap(channel, valve));
    }

    /** From now on, counts for that session, and closes it when the connection ends. */
    void watch(Session session) {
        valve.watch(session);
        // Tells at once when it has ended already.
        channel.closeFuture().addListener(closed -> session.close());
    }

    @Override
    public void end(Cause cause) {
        if (!valve.shut(cause)) {
            return;
        }
        try {
            channel.eventLoop().execute(() -> valve.leave(false));
        } catch (RejectedExecutionException e) {
            // The server stops: it closes its connections itself.
            channel.close();
        }
    }
}

package io.mailwarden.door;

import io.mailwarden.engine.response.session.ConnectionHandle;
import io.mailwarden.engine.response.session.Session;
import io.mailwarden.engine.response.session.SessionEndReason;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** A door's hold on a Netty channel. Thread-safe. */
final class ChannelHandle implements ConnectionHandle {

    /*
     * In James's pipelines the traffic handler stands on the socket's side of the handler that cuts streams into
     * chunks, so that a message being sent passes chunk by chunk. TLS and compression, also when they begin later, are
     * put first, nearer to the socket: what passes here is in clear. James removes and adds its line decoder at either
     * side of this place as it goes; each byte passes once all the same.
     */

    private static final String NAME = "mailwardenTraffic";

    private final Channel channel;
    private final TrafficHandler traffic;

    private ChannelHandle(Channel channel, TrafficHandler traffic) {
        this.channel = channel;
        this.traffic = traffic;
    }

    /** Puts a traffic handler into the channel; empty where it is not built as James 3.8 builds them, or has gone. */
    static Optional<ChannelHandle> into(Channel channel, ClosingReply closingReply) {
        ChannelHandlerContext chunks = channel.pipeline().context(ChunkedWriteHandler.class);
        if (chunks == null) {
            return Optional.empty();
        }
        TrafficHandler traffic = new TrafficHandler(closingReply);
        try {
            if (channel.pipeline().get(NAME) != null) {
                channel.pipeline().remove(NAME);
            }
            channel.pipeline().addBefore(chunks.name(), NAME, traffic);
        } catch (NoSuchElementException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(new ChannelHandle(channel, traffic));
    }

    /** From now on, counts for that session, and closes it when the connection ends. */
    void watch(Session session) {
        traffic.watch(session);
        // Tells at once when it has ended already.
        channel.closeFuture().addListener(closed -> session.close());
    }

    @Override
    public void end(SessionEndReason reason) {
        if (!traffic.shut(reason)) {
            return;
        }
        try {
            channel.eventLoop().execute(() -> traffic.leave(false));
        } catch (RejectedExecutionException e) {
            // The server stops: it closes its connections itself.
            channel.close();
        }
    }
}

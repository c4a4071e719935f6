package io.mailwarden.door;

import io.mailwarden.engine.response.session.Session;
import io.mailwarden.engine.response.session.SessionEndReason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where all that a client sends and is sent passes in clear, is counted, and can be stopped for good. */
final class TrafficHandler extends ChannelDuplexHandler {

    /*
     * Shut, it drops what comes and fails what is written. Then the client is told why, and hung up on. Should a part
     * of a message still wait to be written, the connection is reset instead: what waits is thrown away, by the kernel
     * too, where an orderly close would deliver it first. The kernel does not tell what it still holds; so where an
     * account is stopped, the connection is also reset when the client was sent more than small answers since it last
     * spoke. After its last line the client gets a moment to read it and to close; then it is reset too.
     */

    private static final long SMALL_ANSWERS = 4096;
    private static final long MOMENT_MILLIS = 1000;

    private final ClosingReply closingReply;
    private volatile @Nullable Session session;
    private volatile @Nullable SessionEndReason shut;

    // These belong to the channel's thread.
    private @Nullable ChannelHandlerContext context;
    private int unwritten;
    private long unheard;
    private boolean leaving;

    // One for all writes: a FETCH of fifty messages is a hundred.
    private final ChannelFutureListener counted = written -> unwritten--;

    TrafficHandler(ClosingReply closingReply) {
        this.closingReply = closingReply;
    }

    /** From now on, counts for that session. */
    void watch(Session watched) {
        session = watched;
    }

    /** From now on, nothing passes. Whether it was open. */
    synchronized boolean shut(SessionEndReason reason) {
        boolean open = shut == null;
        if (open) {
            shut = reason;
        }
        return open;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext on, Object message) {
        if (isShut()) {
            ReferenceCountUtil.release(message);
            leave(true);
            return;
        }
        unheard = 0;
        Session counting = session;
        if (counting != null) {
            counting.received(bytes(message));
        }
        on.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext on, Object message, ChannelPromise promise) {
        if (isShut()) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            leave(false);
            return;
        }
        long bytes = bytes(message);
        Session counting = session;
        if (counting != null) {
            counting.sent(bytes);
        }
        unheard += bytes;
        unwritten++;
        on.write(message, promise.unvoid().addListener(counted));
    }

    // A session that is blocked but was not ended, ends here: it shuts this handler.
    private boolean isShut() {
        Session watched = session;
        return shut != null || (watched != null && watched.barred());
    }

    private static long bytes(Object message) {
        if (message instanceof ByteBuf buffer) {
            return buffer.readableBytes();
        }
        if (message instanceof ByteBufHolder holder) {
            return holder.content().readableBytes();
        }
        return message instanceof FileRegion region ? region.count() : 0;
    }

    /** Says the last line and hangs up, once; on the channel's thread. */
    void leave(boolean answering) {
        ChannelHandlerContext on = context;
        SessionEndReason reason = shut;
        if (leaving || on == null || reason == null) {
            return;
        }
        leaving = true;
        if (unwritten > 0 || (reason.stopsAccount() && unheard > SMALL_ANSWERS)) {
            reset(on);
            return;
        }
        on.channel().eventLoop().schedule(() -> reset(on), MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        String last = closingReply.line(reason, answering) + "\r\n";
        on.writeAndFlush(Unpooled.copiedBuffer(last, StandardCharsets.US_ASCII)).addListener(said -> hangUp(on));
    }

    @SuppressWarnings("deprecation") // its successor closes the whole channel, with the client's last words unread
    private static void hangUp(ChannelHandlerContext on) {
        SslHandler tls = on.pipeline().get(SslHandler.class);
        if (tls == null) {
            closeOutput(on);
        } else {
            tls.closeOutbound().addListener(notified -> closeOutput(on));
        }
    }

    // Closed altogether while the client still sends, the kernel would reset it at once, and the last line be lost.
    private static void closeOutput(ChannelHandlerContext on) {
        if (on.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            on.channel().close();
        }
    }

    private static void reset(ChannelHandlerContext on) {
        if (!on.channel().isOpen()) {
            return;
        }
        try {
            on.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException e) {
            // The client was faster. Closing is all that is left.
        }
        // Past all other handlers: TLS and compression would write their own goodbyes behind what is thrown away.
        on.pipeline().firstContext().close();
    }
}

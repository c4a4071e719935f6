package io.mailwarden.owner.page;

import io.mailwarden.engine.event.Address;
import io.mailwarden.owner.page.RequestDecoder.Unreadable;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the one request of a connection, and closes it. */
final class PageHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOGGER = LoggerFactory.getLogger(PageHandler.class);

    private final Shared shared;

    PageHandler(Shared shared) {
        this.shared = shared;
    }

    /**
     * What all connections share.
     *
     * @param locking runs what may wait for the store
     * @param longest how long a connection may last
     */
    record Shared(
            LockPage page, ProxiedAddress proxies, OpenConnections connections, Executor locking, Duration longest) {

        static Address peer(ChannelHandlerContext context) {
            return Address.of(((InetSocketAddress) context.channel().remoteAddress()).getAddress());
        }
    }

    /** Lets connections in as long as there is room, and ends each when its time is over. */
    static final class Door extends ChannelInboundHandlerAdapter {

        private final Shared shared;

        Door(Shared shared) {
            this.shared = shared;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            Address peer = Shared.peer(context);
            if (!shared.connections().enter(peer, shared.proxies().trusts(peer))) {
                var unused = context.close();
                return;
            }
            var ending = context.executor()
                    .schedule(
                            () -> {
                                var unused = context.close();
                            },
                            shared.longest().toMillis(),
                            TimeUnit.MILLISECONDS);
            context.channel().closeFuture().addListener(closed -> {
                ending.cancel(false);
                shared.connections().leave(peer);
            });
            context.fireChannelActive();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof PageRequest request) {
            answer(context, request);
        } else if (message instanceof Unreadable unreadable) {
            write(context, PageReply.bare(unreadable.status()), false);
        }
    }

    private void answer(ChannelHandlerContext context, PageRequest request) {
        String from = shared.proxies().of(Shared.peer(context), request.header("x-forwarded-for"));
        boolean head = request.method().equals("HEAD");
        if (!LockPage.waits(request)) {
            write(context, shared.page().answer(request, from), head);
            return;
        }
        try {
            shared.locking().execute(() -> write(context, shared.page().answer(request, from), head));
        } catch (RejectedExecutionException e) {
            write(context, PageReply.bare(503), head);
        }
    }

    private void write(ChannelHandlerContext context, PageReply reply, boolean head) {
        byte[] bytes = reply.bytes(shared.page().style(), head);
        context.writeAndFlush(Unpooled.wrappedBuffer(bytes)).addListener(ChannelFutureListener.CLOSE);
    }

    // A stranger's connection that breaks is his matter.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOGGER.debug("a connection to the owner's page broke", cause);
        var unused = context.close();
    }
}

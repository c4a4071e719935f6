package io.mailwarden.owner.page;

import io.mailwarden.engine.event.Network;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The listener of the page, apart from everything else that listens here. Each connection has one request and
 * {@link #LONGEST} for all of it; connections, and buttons that wait for the store, are bounded. Thread-safe.
 */
public final class PageListener implements AutoCloseable {

    /** How long a connection may last, from the first byte to the last. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int BACKLOG = 64;
    private static final int LOCKING = 2;
    private static final int MOST_WAITING = 32;

    private final EventLoopGroup loops;
    private final ExecutorService locking;
    private final Channel channel;

    private PageListener(EventLoopGroup loops, ExecutorService locking, Channel channel) {
        this.loops = loops;
        this.locking = locking;
        this.channel = channel;
    }

    /** Opens it. */
    public static PageListener open(InetSocketAddress address, LockPage page, List<Network> proxies)
            throws IOException {
        return open(address, page, proxies, LONGEST);
    }

    static PageListener open(InetSocketAddress address, LockPage page, List<Network> proxies, Duration longest)
            throws IOException {
        EventLoopGroup loops = new NioEventLoopGroup(2, new DefaultThreadFactory("mailwarden-owner-page", true));
        ExecutorService locking = new ThreadPoolExecutor(
                LOCKING,
                LOCKING,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                new DefaultThreadFactory("mailwarden-owner-lock", true));
        PageHandler.Shared shared =
                new PageHandler.Shared(page, new ProxiedAddress(proxies), new OpenConnections(), locking, longest);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WriteBufferWaterMark.DEFAULT)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        connection
                                .pipeline()
                                .addLast(new PageHandler.Door(shared), new RequestDecoder(), new PageHandler(shared));
                    }
                });
        try {
            var bound = bootstrap.bind(address).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
            }
            return new PageListener(loops, locking, bound.channel());
        } catch (IOException e) {
            locking.shutdownNow();
            var unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw e;
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Closes it; what is being locked comes to its end. */
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        locking.shutdown();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

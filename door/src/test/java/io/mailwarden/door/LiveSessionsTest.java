package io.mailwarden.door;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.session.Session;
import io.mailwarden.engine.response.session.SessionEndReason;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.stream.ChunkedStream;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSessionsTest {

    private final Guarded guarded = new Guarded();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new ChunkedWriteHandler(), new ChannelInboundHandlerAdapter());

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void countsWhatPassesWhateverItsForm() {
        guarded.open(new Guarded.Owner(channel));

        channel.writeInbound(text("0123456789"));
        channel.writeOutbound(text("four"));
        channel.writeOutbound(new DefaultFileRegion(new File("no such file"), 0, 1000));
        channel.writeOutbound(new ChunkedStream(new ByteArrayInputStream(new byte[20_000])));

        assertThat(guarded.live().traffic().bytesReceived()).isEqualTo(10);
        assertThat(guarded.live().traffic().bytesSent()).isEqualTo(4 + 1000 + 20_000);
        assertThat(channel.inboundMessages()).hasSize(1);
        assertThat(guarded.alarms.standing()).isEmpty();
    }

    @Test
    void closesTheSessionWithTheConnection() {
        guarded.open(new Guarded.Owner(channel));

        channel.close();

        assertThat(guarded.sessions.count()).isZero();
    }

    @Test
    void leavesNothingOfAConnectionThatHasGoneAlready() {
        channel.pipeline();
        channel.close();

        guarded.open(new Guarded.Owner(channel));

        assertThat(guarded.sessions.count()).isZero();
        assertThat(guarded.alarms.standing()).isEmpty();
    }

    @Test
    void letsNothingPassOnceEndedButTheGoodbye() {
        Session session = guarded.open(new Guarded.Owner(channel));
        guarded.sessions.end(guarded.live().id(), SessionEndReason.ADMINISTRATOR);
        ByteBuf incoming = text("FETCH");
        ByteBuf outgoing = text("a message");

        channel.writeInbound(incoming);
        ChannelFuture write = channel.writeAndFlush(outgoing);
        channel.runPendingTasks();

        assertThat(session.ended()).contains(SessionEndReason.ADMINISTRATOR);
        assertThat(channel.inboundMessages()).isEmpty();
        assertThat(incoming.refCnt()).isZero();
        assertThat(outgoing.refCnt()).isZero();
        assertThat(write.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(sent()).isEqualTo("administrator answer\r\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void stopsAStreamBetweenItsChunks() {
        guarded.open(new Guarded.Owner(channel));
        ChannelFuture write = channel.write(new ChunkedStream(new ByteArrayInputStream(new byte[100_000])));

        guarded.blockOnly();
        channel.flush();
        channel.runPendingTasks();

        assertThat(write.isSuccess()).isFalse();
        assertThat(guarded.sessions.ended(SessionEndReason.BLOCK)).isEqualTo(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(sent()).isEqualTo("block\r\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsTheSessionOfABlockedAccountByItself(boolean clientSpeaks) {
        guarded.open(new Guarded.Owner(channel));
        guarded.blockOnly();

        if (clientSpeaks) {
            channel.writeInbound(text("NOOP"));
        } else {
            channel.writeAndFlush(text("* 1 EXISTS"));
        }
        channel.runPendingTasks();

        assertThat(sent()).isEqualTo(clientSpeaks ? "block answer\r\n" : "block\r\n");
        assertThat(guarded.sessions.ended(SessionEndReason.BLOCK)).isEqualTo(1);
        assertThat(guarded.sessions.count()).isZero();
    }

    @Test
    void saysNothingIntoAMessageThatIsHalfWritten() {
        guarded.open(new Guarded.Owner(channel));
        channel.pipeline().context(ChunkedWriteHandler.class).write(text("half of a message"));

        guarded.block();
        channel.runPendingTasks();

        assertThat(channel.isOpen()).isFalse();
        assertThat(sent()).isEmpty();
    }

    @Test
    void discardsWhatIsStillUnsentWhenTheAccountIsStopped() {
        guarded.open(new Guarded.Owner(channel));
        channel.writeOutbound(text("x".repeat(5000)));
        channel.releaseOutbound();

        guarded.block();
        channel.runPendingTasks();

        assertThat(channel.isOpen()).isFalse();
        assertThat(sent()).isEmpty();
    }

    @Test
    void saysGoodbyeToWhoHasSpokenSince() {
        guarded.open(new Guarded.Owner(channel));
        channel.writeOutbound(text("x".repeat(5000)));
        channel.releaseOutbound();
        channel.writeInbound(text("NOOP"));

        guarded.block();
        channel.runPendingTasks();

        assertThat(sent()).isEqualTo("block\r\n");
    }

    @Test
    void saysGoodbyeWhenASessionEndsForAnotherReason() {
        guarded.open(new Guarded.Owner(channel));
        channel.writeOutbound(text("x".repeat(5000)));
        channel.releaseOutbound();

        guarded.sessions.end(guarded.live().id(), SessionEndReason.MAX_AGE);
        channel.runPendingTasks();

        assertThat(sent()).isEqualTo("max-age\r\n");
    }

    @Test
    void tapsAConnectionOnceHoweverOftenItLogsIn() {
        Session first = guarded.open(new Guarded.Owner(channel));
        first.close();
        guarded.open(new Guarded.Owner(channel));

        channel.writeInbound(text("NOOP"));

        assertThat(guarded.live().traffic().bytesReceived()).isEqualTo(4);
        assertThat(guarded.sessions.count()).isEqualTo(1);
    }

    @Test
    void takesTheOtherLineAndRaisesAnAlarmWhereThereIsNoChannel() {
        Session session = guarded.open(new Guarded.Stranger("another James"));

        assertThat(guarded.alarms.standing()).extracting(Alarm::cause).containsExactly(LiveSessions.ALARM);
        assertThat(guarded.live().traffic().bytesReceived()).isZero();
        guarded.block();
        assertThat(guarded.otherwise).containsExactly(SessionEndReason.BLOCK);
        assertThat(session.barred()).isTrue();
    }

    @Test
    void takesTheOtherLineWhereTheChannelIsBuiltOtherwise() {
        EmbeddedChannel plain = new EmbeddedChannel();

        guarded.open(new Guarded.Owner(plain));

        assertThat(guarded.alarms.standing()).extracting(Alarm::cause).containsExactly(LiveSessions.ALARM);
        plain.finishAndReleaseAll();
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, US_ASCII);
    }

    private String sent() {
        StringBuilder all = new StringBuilder();
        for (Object message : channel.outboundMessages()) {
            if (message instanceof ByteBuf buffer) {
                all.append(buffer.toString(US_ASCII));
            }
        }
        return all.toString();
    }
}

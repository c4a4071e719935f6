package io.mailwarden.scanner.helpers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.response.scan.ScanTarget;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ClamdTest {

    private static final ScanTarget MESSAGE = ScanTarget.of("Subject: x\r\n\r\nHello".getBytes(UTF_8));

    /** A clamd that takes one message and gives the answer; the future is what it got. */
    private static CompletableFuture<String> serve(ServerSocket server, String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket socket = server.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                String command = new String(in.readNBytes("zINSTREAM\0".length()), UTF_8);
                ByteArrayOutputStream got = new ByteArrayOutputStream();
                for (int length = in.readInt(); length > 0; length = in.readInt()) {
                    got.write(in.readNBytes(length));
                }
                socket.getOutputStream().write(answer.getBytes(UTF_8));
                return command + got.toString(UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static Clamd clamd(ServerSocket server, Duration timeout) {
        return Clamd.at("127.0.0.1:" + server.getLocalPort(), timeout);
    }

    @Test
    void cleanMessageIsNothing() throws Exception {
        try (ServerSocket server = listen()) {
            CompletableFuture<String> got = serve(server, "stream: OK\0");

            assertThat(clamd(server, Duration.ofSeconds(10)).ask(MESSAGE)).isEqualTo(Opinion.NOTHING);
            assertThat(got.get()).isEqualTo("zINSTREAM\0Subject: x\r\n\r\nHello");
        }
    }

    @Test
    void virusIsCertain() throws Exception {
        try (ServerSocket server = listen()) {
            serve(server, "stream: Win.Test.EICAR_HDB-1 FOUND\0");

            Opinion opinion = clamd(server, Duration.ofSeconds(10)).ask(MESSAGE);

            assertThat(opinion.score()).isEqualTo(1);
            assertThat(opinion.reasons()).containsExactly("ClamAV: Win.Test.EICAR_HDB-1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSTREAM size limit exceeded. ERROR\0",
                "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0",
                "stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND"
            })
    void messageTooLargeForItIsToldAsNotScanned(String answer) throws Exception {
        try (ServerSocket server = listen()) {
            serve(server, answer);

            Opinion opinion = clamd(server, Duration.ofSeconds(10)).ask(MESSAGE);

            assertThat(opinion.score()).isZero();
            assertThat(opinion.reasons()).singleElement().satisfies(reason -> assertThat(reason)
                    .startsWith("ClamAV: not scanned: "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSTREAM size limit exceeded. ERROR\0", "stream: Win.Test.EICAR_HDB-1 FOUND\0"})
    void readsTheAnswerBehindABrokenPipe(String answer) throws Exception {
        ScanTarget large = ScanTarget.of(new byte[20 * 1024 * 1024]);
        try (ServerSocket server = listen()) {
            CompletableFuture<Void> hungUp = hangUpAfter(server, 2 * 1024 * 1024, answer);

            Opinion opinion = clamd(server, Duration.ofSeconds(10)).ask(large);

            assertThat(opinion.score()).isEqualTo(answer.contains("FOUND") ? 1 : 0);
            assertThat(opinion.reasons()).hasSize(1);
            hungUp.get();
        }
    }

    @Test
    void brokenPipeWithoutAnAnswerIsAFailure() throws Exception {
        ScanTarget large = ScanTarget.of(new byte[20 * 1024 * 1024]);
        try (ServerSocket server = listen()) {
            hangUpAfter(server, 2 * 1024 * 1024, "");

            assertThatThrownBy(() -> clamd(server, Duration.ofSeconds(10)).ask(large))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void saysThatItWasSentNoMoreThanTheBeginning() throws Exception {
        ScanTarget larger = ScanTarget.of(new byte[Math.toIntExact(Clamd.MOST_SENT) + 1024 * 1024]);
        try (ServerSocket server = listen()) {
            serve(server, "stream: OK\0");

            assertThat(clamd(server, Duration.ofSeconds(20)).ask(larger).reasons())
                    .containsExactly("ClamAV: not scanned: what is behind the first 25 MiB");
        }
    }

    // As clamd does at its limit: it answers, and closes on what still comes.
    private static CompletableFuture<Void> hangUpAfter(ServerSocket server, int bytes, String answer) {
        return CompletableFuture.runAsync(() -> {
            try (Socket socket = server.accept()) {
                socket.getInputStream().readNBytes(bytes);
                socket.getOutputStream().write(answer.getBytes(UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "UNKNOWN COMMAND\0", "\u00FF\u00FE garbage", "FOUND"})
    void garbageIsAFailure(String garbage) throws IOException {
        try (ServerSocket server = listen()) {
            serve(server, garbage);

            assertThatThrownBy(() -> clamd(server, Duration.ofSeconds(10)).ask(MESSAGE))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void silenceEndsAtTheTimeLimit() throws IOException {
        try (ServerSocket server = listen()) {
            assertThatThrownBy(() -> clamd(server, Duration.ofMillis(200)).ask(MESSAGE))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void peerThatDoesNotReadEndsAtTheTimeLimit() throws IOException {
        ScanTarget large = ScanTarget.of(new byte[20 * 1024 * 1024]);
        try (ServerSocket server = listen()) {
            assertThatThrownBy(() -> clamd(server, Duration.ofMillis(300)).ask(large))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusedConnectionIsAFailure() throws IOException {
        ServerSocket server = listen();
        Clamd clamd = clamd(server, Duration.ofSeconds(5));
        server.close();

        assertThatThrownBy(() -> clamd.ask(MESSAGE)).isInstanceOf(IOException.class);
    }
}

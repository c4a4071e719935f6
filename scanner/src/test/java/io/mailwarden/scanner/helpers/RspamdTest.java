package io.mailwarden.scanner.helpers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class RspamdTest {

    private record Asked(String path, List<String> from, List<String> recipients, List<String> user, String body) {}

    private static final ScanTarget MESSAGE = new ScanTarget(
            () -> new ByteArrayInputStream("Subject: x\r\n\r\nHello".getBytes(UTF_8)),
            Optional.of("bob@firm.example"),
            List.of("a@one.example", "b@two.example"),
            Optional.empty(),
            Surroundings.NONE);

    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private String answer = "{\"action\":\"no action\",\"score\":0.1,\"symbols\":{}}";
    private int status = 200;

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            asked.add(new Asked(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getOrDefault("From", List.of()),
                    exchange.getRequestHeaders().getOrDefault("Rcpt", List.of()),
                    exchange.getRequestHeaders().getOrDefault("User", List.of()),
                    body));
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Rspamd rspamd() {
        return new Rspamd(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), Duration.ofSeconds(10));
    }

    @Test
    void messageAndEnvelopeAreHandedOver() throws Exception {
        assertThat(rspamd().ask(MESSAGE)).isEqualTo(Opinion.NOTHING);
        assertThat(asked.take())
                .isEqualTo(new Asked(
                        "/checkv2",
                        List.of("bob@firm.example"),
                        List.of("a@one.example", "b@two.example"),
                        List.of("bob@firm.example"),
                        "Subject: x\r\n\r\nHello"));
    }

    @ParameterizedTest
    @CsvSource({
        "no action, 0",
        "greylist, 0.15",
        "add header, 0.5",
        "rewrite subject, 0.5",
        "reject, 0.9",
        "soft reject, 0",
        "dance, 0"
    })
    void actionIsHowSureItIs(String action, double score) throws Exception {
        answer = "{\"action\":\"" + action + "\",\"score\":16.2,\"symbols\":{\"A\":{\"name\":\"A\",\"score\":1},"
                + "\"B\":{\"name\":\"B\",\"score\":7.5},\"C\":{\"name\":\"C\",\"score\":-3}}}";

        Opinion opinion = rspamd().ask(MESSAGE);

        assertThat(opinion.score()).isEqualTo(score);
        if (score > 0) {
            assertThat(opinion.reasons()).containsExactly("Rspamd: " + action + " at 16.2, for B, A");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "[]", "null", "{}", "{\"action\":3}", "{\"action\":"})
    void garbageIsAFailure(String garbage) {
        answer = garbage;

        assertThatThrownBy(() -> rspamd().ask(MESSAGE)).isInstanceOf(IOException.class);
    }

    @Test
    void errorAndEndlessAnswersAreFailures() {
        status = 500;
        assertThatThrownBy(() -> rspamd().ask(MESSAGE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("500");

        status = 200;
        answer = "{\"action\":\"" + "x".repeat(Rspamd.MOST_READ) + "\"}";
        assertThatThrownBy(() -> rspamd().ask(MESSAGE)).isInstanceOf(IOException.class);
    }

    @Test
    void silenceEndsAtTheTimeLimit() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Rspamd rspamd = new Rspamd(URI.create("http://127.0.0.1:" + silent.getLocalPort()), Duration.ofMillis(200));

            assertThatThrownBy(() -> rspamd.ask(MESSAGE)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusedConnectionIsAFailure() {
        Rspamd rspamd = rspamd();
        server.stop(0);

        assertThatThrownBy(() -> rspamd.ask(MESSAGE)).isInstanceOf(IOException.class);
    }

    @Test
    void hugeMessageIsNotSent() throws Exception {
        ScanTarget huge = ScanTarget.of(() -> new InputStream() {
            private int left = Rspamd.MOST_SENT + 2;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }
        });

        assertThat(rspamd().ask(huge)).isEqualTo(Opinion.NOTHING);
        assertThat(asked).isEmpty();
    }

    @Test
    void addressesThatFitNoHeaderAreLeftOut() throws Exception {
        ScanTarget odd = new ScanTarget(
                () -> new ByteArrayInputStream(new byte[] {'x'}),
                Optional.of("b\u00F6b@firm.example"),
                List.of("a@one.example\r\nEvil: yes", "\u00E4@x.example"),
                Optional.empty(),
                Surroundings.NONE);

        rspamd().ask(odd);

        assertThat(asked.take().recipients()).containsExactly("a@one.example??Evil: yes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'action':'reject','score':15.2,'required_score':15.0,'symbols':{}} | Rspamd: reject at 15.2 of 15.0",
                "{'action':'reject','score':15.2} | Rspamd: reject at 15.2",
                "{'action':'hold for us','score':16,'required_score':15.0} | Rspamd: hold for us at 16.0 of 15.0",
                "{'action':'hold for us','score':4,'required_score':15.0} | ''",
                "{'action':'soft reject','score':16,'required_score':15.0} | ''",
                "{'action':'no action','score':16,'required_score':15.0} | ''",
            })
    void actionAndScoreAreTold(String told, String reason) throws Exception {
        answer = told.replace('\'', '"');

        assertThat(rspamd().ask(MESSAGE).reasons()).isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
    }
}

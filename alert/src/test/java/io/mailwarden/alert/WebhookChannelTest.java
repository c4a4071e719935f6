package io.mailwarden.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mailwarden.alert.outbox.NotDelivered;
import io.mailwarden.engine.fixtures.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookChannelTest {

    private static final byte[] KEY = "a key of twenty-four bytes".getBytes(StandardCharsets.UTF_8);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private record Request(HttpExchange exchange, byte[] body) {

        String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }
    }

    private final TestClock clock = TestClock.at("2026-05-03T12:00:05Z");
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private HttpServer server;
    private int status = 204;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            requests.add(new Request(exchange, exchange.getRequestBody().readAllBytes()));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port + "/hook");
    }

    private WebhookChannel channel(URI url) {
        return new WebhookChannel(
                url,
                new GenericBody(new Console("https://mail.example.org")),
                Optional.of(new Signature(KEY)),
                TIMEOUT,
                clock);
    }

    private WebhookChannel channel() {
        return channel(url(server.getAddress().getPort()));
    }

    @Test
    void postsWhatReceiversOfStandardWebhooksCanVerify() throws Exception {
        channel().deliver(Alerts.ID, Alerts.takeover());

        Request request = requests.take();
        assertThat(request.exchange().getRequestMethod()).isEqualTo("POST");
        assertThat(request.header("Content-Type")).startsWith("application/json");
        assertThat(request.header("webhook-id")).isEqualTo(Alerts.ID);
        assertThat(request.header("webhook-timestamp")).isEqualTo("1777809605");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        mac.update((Alerts.ID + ".1777809605.").getBytes(StandardCharsets.UTF_8));
        assertThat(request.header("webhook-signature"))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(request.body())));
        JsonNode body = new ObjectMapper().readTree(request.body());
        assertThat(body.path("type").asText()).isEqualTo("mailwarden.alert");
        assertThat(body.path("timestamp").asText()).isEqualTo("2026-05-03T12:00:00Z");
        assertThat(body.path("data").path("account").asText()).isEqualTo("bob@example.org");
        assertThat(body.path("data").path("findings")).hasSize(3);
        assertThat(body.path("data").path("link").asText())
                .isEqualTo("https://mail.example.org/mailwarden/console/#/incident/20260503-0007");
    }

    // The example of the specification, with its key and its signature.
    @Test
    void signsTheExampleOfStandardWebhooks() {
        Signature signature = new Signature(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        assertThat(signature.of(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void everythingButSuccessIsTriedAgain() {
        for (int answer : List.of(301, 302, 307, 400, 401, 404, 429, 500, 503)) {
            status = answer;
            assertThatThrownBy(() -> channel().deliver(Alerts.ID, Alerts.takeover()))
                    .as("%d", answer)
                    .isInstanceOf(NotDelivered.class)
                    .hasMessageContaining("answered " + answer);
        }
        status = 202;
        channel().deliver(Alerts.ID, Alerts.takeover());
    }

    @Test
    void receiverThatIsGoneIsToldOf() {
        URI url = url(server.getAddress().getPort());
        server.stop(0);

        assertThatThrownBy(() -> channel(url).deliver(Alerts.ID, Alerts.takeover()))
                .isInstanceOf(NotDelivered.class)
                .hasMessageContaining("ConnectException")
                .hasMessageNotContaining("hook");
    }

    @Test
    void receiverThatDoesNotAnswerIsNotWaitedFor() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> channel(url(silent.getLocalPort())).deliver(Alerts.ID, Alerts.takeover()))
                    .isInstanceOf(NotDelivered.class);
        }
    }

    @Test
    void answerThatIsGarbageIsNone() throws Exception {
        try (ServerSocket garbage = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            new Thread(() -> answer(garbage, "\u0000\u0001 no HTTP at all\r\n\r\n")).start();
            assertThatThrownBy(() -> channel(url(garbage.getLocalPort())).deliver(Alerts.ID, Alerts.takeover()))
                    .isInstanceOf(NotDelivered.class);
        }
    }

    @Test
    void answerThatNeverEndsIsNotRead() throws Exception {
        try (ServerSocket endless = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            new Thread(() -> answer(endless, "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nbegin")).start();
            channel(url(endless.getLocalPort())).deliver(Alerts.ID, Alerts.takeover());
        }
    }

    // Keeps the connection open until the client closes it, or for three seconds.
    private static void answer(ServerSocket server, String text) {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(3000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            while (socket.getInputStream().read() >= 0) {
                // Reads until the client has enough.
                continue;
            }
        } catch (IOException e) {
            // The client broke it off, as it should.
            return;
        }
    }
}

package io.mailwarden.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.HostAndPort;
import io.mailwarden.alert.AlertConfig.SyslogFormat;
import io.mailwarden.alert.AlertConfig.SyslogFraming;
import io.mailwarden.alert.AlertConfig.SyslogTransport;
import io.mailwarden.alert.outbox.NotDelivered;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyslogChannelTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    private Path directory;

    private static SyslogChannel channel(String host, int port, SyslogTransport transport, SSLSocketFactory sockets) {
        return new SyslogChannel(
                HostAndPort.fromParts(host, port),
                transport,
                SyslogFraming.OCTET_COUNTED,
                new SyslogText(SyslogFormat.RFC5424, new Console(""), "mail.example.org"),
                sockets,
                Duration.ofSeconds(1));
    }

    private static SyslogChannel channel(int port, SyslogTransport transport) {
        return channel("127.0.0.1", port, transport, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    @Test
    void sendsADatagram() throws Exception {
        try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            server.setSoTimeout(5000);
            channel(server.getLocalPort(), SyslogTransport.UDP).deliver(Alerts.ID, Alerts.takeover());

            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            server.receive(packet);
            assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
                    .startsWith("<82>1 ")
                    .contains("bob@example.org");
        }
    }

    /** What one client sends until it is done; the server then closes, too. */
    private static CompletableFuture<String> received(ServerSocket server) throws IOException {
        server.setSoTimeout(5000);
        return CompletableFuture.supplyAsync(() -> {
            try (Socket client = server.accept()) {
                client.setSoTimeout(5000);
                return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "nothing: " + e;
            }
        });
    }

    private static void assertCounted(String frame) {
        int blank = frame.indexOf(' ');
        String line = frame.substring(blank + 1);
        assertThat(frame.substring(0, blank)).isEqualTo(Integer.toString(line.getBytes(StandardCharsets.UTF_8).length));
        assertThat(line).startsWith("<82>1 ").contains("bob@example.org");
    }

    @Test
    void sendsByTcpWithOctetCounting() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            CompletableFuture<String> received = received(server);
            channel(server.getLocalPort(), SyslogTransport.TCP).deliver(Alerts.ID, Alerts.takeover());

            assertCounted(received.get(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void sendsByTcpWithANewlineWhereTheServerWantsOne() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            CompletableFuture<String> received = received(server);
            new SyslogChannel(
                            HostAndPort.fromParts("127.0.0.1", server.getLocalPort()),
                            SyslogTransport.TCP,
                            SyslogFraming.NEWLINE,
                            new SyslogText(SyslogFormat.CEF, new Console(""), "mail.example.org"),
                            (SSLSocketFactory) SSLSocketFactory.getDefault(),
                            Duration.ofSeconds(1))
                    .deliver(Alerts.ID, Alerts.hostile());

            String sent = received.get(5, TimeUnit.SECONDS);
            assertThat(sent).startsWith("<82>1 ").endsWith("\n");
            assertThat(sent.indexOf('\n')).isEqualTo(sent.length() - 1);
        }
    }

    @Test
    void doesNotWaitForAServerThatKeepsItsSideOpen() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            channel(server.getLocalPort(), SyslogTransport.TCP).deliver(Alerts.ID, Alerts.takeover());
        }
    }

    @Test
    void serverThatIsGoneIsToldOf() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            port = server.getLocalPort();
        }

        assertThatThrownBy(() -> channel(port, SyslogTransport.TCP).deliver(Alerts.ID, Alerts.takeover()))
                .isInstanceOf(NotDelivered.class)
                .hasMessageContaining("refused");
    }

    @Test
    void serverThatBreaksTheConnectionIsToldOf() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            server.setSoTimeout(5000);
            CompletableFuture<Void> broken = CompletableFuture.runAsync(() -> {
                try (Socket client = server.accept()) {
                    client.setSoLinger(true, 0);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });

            assertThatThrownBy(() ->
                            channel(server.getLocalPort(), SyslogTransport.TCP).deliver(Alerts.ID, Alerts.takeover()))
                    .isInstanceOf(NotDelivered.class);
            broken.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void serverThatNeverShakesHandsIsNotWaitedFor() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            assertThatThrownBy(() ->
                            channel(server.getLocalPort(), SyslogTransport.TLS).deliver(Alerts.ID, Alerts.takeover()))
                    .isInstanceOf(NotDelivered.class);
        }
    }

    @Test
    void sendsByTlsToWhomItTrustsAndToNobodyElse() throws Exception {
        Path store = directory.resolve("server.p12");
        Path pem = directory.resolve("ca.pem");
        keytool(
                "-genkeypair",
                "-keystore",
                store,
                "-alias",
                "x",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost");
        keytool("-exportcert", "-rfc", "-keystore", store, "-alias", "x", "-file", pem);
        SSLSocketFactory trusting = Certificates.trusting(pem);
        SSLContext context = serverContext(store);

        try (ServerSocket server = context.getServerSocketFactory().createServerSocket(0, 5, LOOPBACK)) {
            CompletableFuture<String> received = received(server);
            channel("localhost", server.getLocalPort(), SyslogTransport.TLS, trusting)
                    .deliver(Alerts.ID, Alerts.takeover());
            assertCounted(received.get(5, TimeUnit.SECONDS));

            CompletableFuture<String> otherName = received(server);
            assertThatThrownBy(() -> channel("127.0.0.1", server.getLocalPort(), SyslogTransport.TLS, trusting)
                            .deliver(Alerts.ID, Alerts.takeover()))
                    .isInstanceOf(NotDelivered.class);
            assertThat(otherName.get(5, TimeUnit.SECONDS)).doesNotContain("bob");

            CompletableFuture<String> stranger = received(server);
            SSLSocketFactory javas = (SSLSocketFactory) SSLSocketFactory.getDefault();
            assertThatThrownBy(() -> channel("localhost", server.getLocalPort(), SyslogTransport.TLS, javas)
                            .deliver(Alerts.ID, Alerts.takeover()))
                    .isInstanceOf(NotDelivered.class);
            assertThat(stranger.get(5, TimeUnit.SECONDS)).doesNotContain("bob");
        }
    }

    private static SSLContext serverContext(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-storepass",
                "changeit",
                "-noprompt"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}

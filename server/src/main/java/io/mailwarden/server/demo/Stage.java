package io.mailwarden.server.demo;

import io.mailwarden.server.AccountHistory;
import io.mailwarden.server.Databases;
import io.mailwarden.server.EmbeddedJames;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.MovableClock;
import io.mailwarden.server.OutsideWorld;
import io.mailwarden.server.Overlay;
import io.mailwarden.server.Overlays;
import io.mailwarden.server.PortMap;
import io.mailwarden.server.client.AdminClient;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.Listener;
import io.mailwarden.server.client.SmtpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server, its clock and the outside world.
 *
 * @param james runs from {@code conf/} with few changes
 * @param clock what it tells the time by
 * @param outside where its mail arrives
 */
record Stage(EmbeddedJames james, MovableClock clock, OutsideWorld outside) implements AutoCloseable {

    private static final int SUBMISSION_TLS = 465;
    private static final int IMAP_TLS = 993;
    private static final String TOKEN_FILE = "mailwarden/admin-token";

    static Stage set(DemoOptions options, MovableClock clock, List<String> history) throws Exception {
        OutsideWorld outside = OutsideWorld.listeningOn(options.sink());
        try {
            EmbeddedJames james = EmbeddedJames.start(home(options, outside, history), clock);
            james.addDomain(Cast.DOMAIN);
            james.addUser(Cast.ALICE, Cast.PASSWORD);
            james.addUser(Cast.BOB, Cast.PASSWORD);
            james.addUser(Cast.CAROL, Cast.PASSWORD);
            return new Stage(james, clock, outside);
        } catch (Exception e) {
            outside.close();
            throw e;
        }
    }

    /**
     * No more is laid over {@code conf/} than the ports, the PROXY protocol, the gateway, what is learned from, and who may
     * sign in to the console: at once, for nobody comes to the demo with an authenticator.
     */
    private static JamesHome home(DemoOptions options, OutsideWorld outside, List<String> history) throws IOException {
        Path target = options.root().resolve("server").resolve("target");
        List<Overlay> overlays = List.of(
                Overlays.proxyProtocol(),
                Overlays.quickStop(),
                outside.overlay(),
                Databases.overlay(target.resolve("geolite2")),
                Overlays.property("mailwarden.properties", "console.users", Cast.CAROL + ":administrator"),
                Overlays.property("mailwarden.properties", "console.second-factor", "false"),
                AccountHistory.overlay(history));
        Path extension = options.root().resolve(JamesHome.EXTENSION);
        JamesHome.Layout plan = new JamesHome.Layout(options.root().resolve("conf"), Optional.of(extension), overlays);
        return JamesHome.layOut(target.resolve("demo"), plan, PortMap.chosen(options.listeners()), false);
    }

    ImapClient imap(String address) throws IOException {
        return ImapClient.open(Listener.tls(james.port(IMAP_TLS)).from(address));
    }

    SmtpClient smtp(String address) throws IOException {
        SmtpClient client =
                SmtpClient.open(Listener.tls(james.port(SUBMISSION_TLS)).from(address));
        client.ehlo("client.example");
        return client;
    }

    Path tokenFile() {
        return james.home().var().resolve(TOKEN_FILE);
    }

    AdminClient admin() throws IOException {
        String token = Files.readString(tokenFile()).strip();
        return new AdminClient(james.port(EmbeddedJames.WEB_ADMIN), Optional.of(token));
    }

    @Override
    public void close() {
        james.close();
        outside.close();
    }
}

package io.mailwarden.testkit;

import io.mailwarden.server.Databases;
import io.mailwarden.server.EmbeddedJames;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.MovableClock;
import io.mailwarden.server.OutsideWorld;
import io.mailwarden.server.Overlay;
import io.mailwarden.server.PortMap;
import io.mailwarden.server.client.AdminClient;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.Listener;
import io.mailwarden.server.client.SmtpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * James with Mailwarden and an outside world, for JUnit 5:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MailwardenServer SERVER = MailwardenServer.named("mine")
 *         .configuration(Path.of("my/conf"))
 *         .extension(Path.of("mailwarden-extension.jar"))
 *         .account("alice@example.org")
 *         .build();
 * }</pre>
 *
 * <p>One server runs at a time: James allows no more in one process. Test classes that register the same object share
 * it; it runs until a class asks for another one, or until all tests are done. Everything listens on 127.0.0.1 on free
 * ports. Not for parallel tests.
 */
public final class MailwardenServer implements BeforeAllCallback {

    private static final String TOKEN_FILE = "mailwarden/admin-token";
    private static final Running RUNNING = new Running();

    /** The parts of a server that runs. */
    private record RunningParts(EmbeddedJames james, MovableClock clock, OutsideWorld outside) {}

    private final ServerPlan plan;
    private @Nullable RunningParts parts;

    MailwardenServer(ServerPlan plan) {
        this.plan = plan;
    }

    /** Begins to plan a server; its files will be in {@code target/servers/} under that name. */
    public static ServerPlan named(String name) {
        return new ServerPlan(name);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        RUNNING.switchTo(this);
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(MailwardenServer.class))
                .getOrComputeIfAbsent("stop", key -> (AutoCloseable) RUNNING::stop);
    }

    /** Starts it, after whatever else runs was stopped; throws what kept James from starting. */
    public void start() throws Exception {
        RUNNING.switchTo(this);
    }

    void open() throws Exception {
        MovableClock clock = MovableClock.startingAt(plan.start());
        OutsideWorld outside = OutsideWorld.listeningOn(PortMap.free().actual(EmbeddedJames.WEB_ADMIN));
        try {
            parts = new RunningParts(boot(clock, outside, false), clock, outside);
        } catch (Exception e) {
            outside.close();
            throw e;
        }
    }

    /**
     * Stops James and starts it again; what it keeps in {@code var/} stays, and the outside world sees nothing of it.
     */
    public void restart() throws Exception {
        RunningParts old = parts();
        parts = null;
        old.james().close();
        parts = new RunningParts(boot(old.clock(), old.outside(), true), old.clock(), old.outside());
    }

    void close() {
        RunningParts old = parts;
        parts = null;
        if (old != null) {
            old.james().close();
            old.outside().close();
        }
    }

    private EmbeddedJames boot(MovableClock clock, OutsideWorld outside, boolean keepVar) throws Exception {
        List<Overlay> more = new ArrayList<>(List.of(outside.overlay()));
        if (plan.geography()) {
            more.add(Databases.overlay(plan.databases()));
        }
        JamesHome home = JamesHome.layOut(plan.directory(), plan.home(more), PortMap.free(), keepVar);
        EmbeddedJames james = EmbeddedJames.start(home, clock);
        Set<String> domains = new TreeSet<>();
        for (String account : plan.accounts()) {
            String domain = account.substring(account.indexOf('@') + 1);
            if (domains.add(domain)) {
                james.addDomain(domain);
            }
            james.addUser(account, ServerPlan.PASSWORD);
        }
        return james;
    }

    /** A listener that begins in clear text, by its configured port, such as 587. */
    public Listener plain(int configuredPort) {
        return Listener.plain(parts().james().port(configuredPort));
    }

    /** A listener that begins with TLS, by its configured port, such as 465. */
    public Listener tls(int configuredPort) {
        return Listener.tls(parts().james().port(configuredPort));
    }

    /** A new connection to the submission port, after EHLO and log-in. */
    public SmtpClient smtp(String account) throws IOException {
        return SmtpClient.loggedIn(tls(465), account, ServerPlan.PASSWORD);
    }

    /** A new connection to the IMAP port, before any log-in. */
    public ImapClient imap() throws IOException {
        return ImapClient.open(tls(993));
    }

    /** The administration API, with the token that Mailwarden made at its start. */
    public AdminClient admin() throws IOException {
        String token = Files.readString(parts().james().home().var().resolve(TOKEN_FILE));
        return new AdminClient(parts().james().port(EmbeddedJames.WEB_ADMIN), Optional.of(token.strip()));
    }

    /** WebAdmin, asked by somebody without a token. */
    public AdminClient stranger() {
        return new AdminClient(parts().james().port(EmbeddedJames.WEB_ADMIN), Optional.empty());
    }

    /** Where all mail that leaves arrives. */
    public OutsideWorld outside() {
        return parts().outside();
    }

    /** What the server tells the time by. */
    public MovableClock clock() {
        return parts().clock();
    }

    /** The directory that it runs from. */
    public JamesHome home() {
        return parts().james().home();
    }

    private RunningParts parts() {
        RunningParts running = parts;
        if (running == null) {
            throw new IllegalStateException("the server does not run; is it a static @RegisterExtension?");
        }
        return running;
    }
}

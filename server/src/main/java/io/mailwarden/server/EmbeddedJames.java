package io.mailwarden.server;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.james.GuiceJamesServer;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.modules.RunArgumentsModule;
import org.apache.james.utils.DataProbeImpl;

/**
 * A James memory app in this process. Start one at a time: James registers names of its own in the process.
 *
 * <p>James ends the whole process when a start fails; this class turns that into an exception, unless something in the
 * process loaded James's classes before.
 */
public final class EmbeddedJames implements AutoCloseable {

    /** The port of WebAdmin in the shipped configuration. */
    public static final int WEB_ADMIN = 8000;

    private static final String EXIT_ON_ERROR = "james.exit.on.startup.error";

    private final JamesHome home;
    private final GuiceJamesServer server;
    private final AtomicBoolean running = new AtomicBoolean(true);

    private EmbeddedJames(JamesHome home, GuiceJamesServer server) {
        this.home = home;
        this.server = server;
    }

    /**
     * Starts James from the directory and returns when all its ports are open.
     *
     * @param clock what James and its extensions tell the time by
     * @throws Exception whatever kept James from starting
     */
    public static EmbeddedJames start(JamesHome home, Clock clock) throws Exception {
        System.setProperty(EXIT_ON_ERROR, "false");
        GuiceJamesServer server = MemoryJamesServerMain.createServer(MemoryJamesConfiguration.builder()
                        .workingDirectory(home.directory().toFile())
                        .build())
                .overrideWith(new RunArgumentsModule(new String[] {"--generate-keystore"}))
                .overrideWith(binder -> binder.bind(Clock.class).toInstance(clock));
        try {
            server.start();
        } catch (Throwable e) {
            server.stop();
            throw e;
        }
        return new EmbeddedJames(home, server);
    }

    /** Adds a domain whose mail is local. */
    public void addDomain(String domain) throws Exception {
        server.getProbe(DataProbeImpl.class).addDomain(domain);
    }

    /** Adds an account; its domain must be there. */
    public void addUser(String account, String password) throws Exception {
        server.getProbe(DataProbeImpl.class).addUser(account, password);
    }

    /** The port that stands for the configured one, such as 993. */
    public int port(int configured) {
        return home.ports().actual(configured);
    }

    /** The directory that it runs from. */
    public JamesHome home() {
        return home;
    }

    @Override
    public void close() {
        if (running.getAndSet(false)) {
            server.stop();
        }
    }
}

package io.mailwarden.benchmark;

import io.mailwarden.server.EmbeddedJames;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.MovableClock;
import io.mailwarden.server.PortMap;
import io.mailwarden.testkit.ServerPlan;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * James in a process of its own. Says {@link #STARTED} when all ports are open and {@link #READY} when all accounts are
 * there; ends when its standard input ends, so it never outlives whoever started it.
 */
final class BenchmarkedJames {

    static final String STARTED = "benchmark: started";
    static final String READY = "benchmark: ready";
    static final String WITH_ACCOUNTS = "accounts";

    private BenchmarkedJames() {}

    /**
     * Runs.
     *
     * @param arguments the directory to start from, and {@link #WITH_ACCOUNTS} if there shall be some
     */
    public static void main(String[] arguments) throws Exception {
        Thread end = new Thread(BenchmarkedJames::endWithInput, "end");
        end.setDaemon(true);
        end.start();
        try (PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            JamesHome home = new JamesHome(Path.of(arguments[0]), PortMap.free());
            EmbeddedJames james = EmbeddedJames.start(home, MovableClock.startingAt(Accounts.today()));
            out.println(STARTED);
            if (arguments.length > 1 && arguments[1].equals(WITH_ACCOUNTS)) {
                addAccounts(james);
            }
            out.println(READY);
            end.join();
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void addAccounts(EmbeddedJames james) throws Exception {
        james.addDomain(Accounts.DOMAIN);
        Iterator<Accounts.Account> accounts = Accounts.all().iterator();
        while (accounts.hasNext()) {
            james.addUser(accounts.next().address(), ServerPlan.PASSWORD);
        }
    }

    /** Nothing in memory is worth a slow stop. */
    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Nobody talks to it: only the end counts.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }
}

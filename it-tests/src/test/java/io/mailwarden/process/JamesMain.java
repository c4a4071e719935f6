package io.mailwarden.process;

import io.mailwarden.server.EmbeddedJames;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.MovableClock;
import io.mailwarden.server.PortMap;
import io.mailwarden.testkit.ServerPlan;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * James in a process of its own. Says {@link #STARTED} when all ports are open and {@link #READY} when all accounts are
 * there; ends when its standard input ends, so it never outlives whoever started it.
 */
final class JamesMain {

    static final String STARTED = "james: started";
    static final String READY = "james: ready";

    /** Asks it to stop in order; without, it ends at once. */
    static final String STOP = "stop";

    /** Sets the clock, by the duration that follows. */
    static final String CLOCK = "clock ";

    /** Asks for its {@link HeapUse} since it was asked last: one line. */
    static final String HEAP = "heap";

    /** Beside {@code conf/}: the addresses of the accounts, one in a line. */
    static final String ACCOUNTS = "accounts";

    private JamesMain() {}

    /**
     * Runs.
     *
     * @param arguments the directory to start from, and how much the clock is ahead of the machine's
     */
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            JamesHome home = new JamesHome(Path.of(arguments[0]), PortMap.free());
            MovableClock clock = MovableClock.ahead(Duration.parse(arguments[1]));
            HeapWatch heap = HeapWatch.begin();
            Thread end = new Thread(() -> obey(in, out, clock, heap), "end");
            end.setDaemon(true);
            end.start();
            EmbeddedJames james = EmbeddedJames.start(home, clock);
            out.println(STARTED);
            addAccounts(james, home.directory().resolve(ACCOUNTS));
            out.println(READY);
            end.join();
            james.close();
            System.exit(0);
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void addAccounts(EmbeddedJames james, Path file) throws Exception {
        if (!Files.exists(file)) {
            return;
        }
        Set<String> domains = new TreeSet<>();
        for (String address : Files.readAllLines(file)) {
            String domain = address.substring(address.indexOf('@') + 1);
            if (domains.add(domain)) {
                james.addDomain(domain);
            }
            james.addUser(address, ServerPlan.PASSWORD);
        }
    }

    /** Returns when it is told to stop; when nobody is there any more, nothing in memory is worth a slow stop. */
    private static void obey(BufferedReader in, PrintStream out, MovableClock clock, HeapWatch heap) {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(STOP)) {
                    return;
                }
                if (line.startsWith(CLOCK)) {
                    clock.jump(Duration.parse(line.substring(CLOCK.length())));
                }
                if (line.equals(HEAP)) {
                    out.println(heap.sinceLast());
                }
            }
        } catch (IOException | InterruptedException e) {
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(0);
    }
}

package io.mailwarden.process;

import io.mailwarden.server.EmbeddedJames;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.client.AdminClient;
import io.mailwarden.server.client.Listener;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A {@link JamesMain}, seen from outside. Not thread-safe, but {@link #kill} may come from any thread. */
public final class JamesProcess implements AutoCloseable {

    // Mailwarden makes them at its first start, in var/.
    private static final String FOLDER = "mailwarden";
    private static final String TOKEN_FILE = FOLDER + "/admin-token";

    private final Process process;
    private final JamesHome home;
    private final BufferedReader output;
    private final BufferedWriter input;
    private final long launched;

    private JamesProcess(Process process, JamesHome home, long launched) {
        this.process = process;
        this.home = home;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.launched = launched;
    }

    /**
     * Begins to start James from the directory, with the accounts that {@link #accounts} wrote there.
     *
     * @param ahead how much its clock is ahead of the machine's, such as {@link io.mailwarden.testkit.TestTime#ahead()}
     */
    public static JamesProcess launch(JamesHome home, JavaLine java, Duration ahead) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java.options());
        command.add("-Djdk.net.hosts.file=" + hosts(home));
        command.add("-Dlogback.configurationFile=mailwarden-server-logback.xml");
        command.add("-Dmailwarden.log=" + home.directory().resolve("james.log"));
        command.add(JamesMain.class.getName());
        command.add(home.directory().toString());
        command.add(ahead.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.directory().toFile())
                .redirectError(home.directory().resolve("james.err").toFile());
        // Some systems limit the length of one argument: the class path is far longer than all others.
        builder.environment().put("CLASSPATH", java.classPath());
        builder.environment().putAll(java.environment());
        long launched = System.nanoTime();
        return new JamesProcess(builder.start(), home, launched);
    }

    /** Writes down which accounts James shall have. */
    public static void accounts(JamesHome home, List<String> addresses) throws IOException {
        Files.write(home.directory().resolve(JamesMain.ACCOUNTS), addresses);
    }

    /**
     * James asks for the name of each client; without an answer from here a slow resolver would be all that is seen.
     */
    private static Path hosts(JamesHome home) throws IOException {
        String self = InetAddress.getLocalHost().getHostName();
        return Files.writeString(home.directory().resolve("hosts"), "127.0.0.1 localhost " + self + "\n");
    }

    /** Waits until all ports are open; the time since its launch. */
    public Duration awaitStarted() throws IOException {
        return await(JamesMain.STARTED);
    }

    /** Waits until all accounts are there; the time since its launch. */
    public Duration awaitReady() throws IOException {
        return await(JamesMain.READY);
    }

    private Duration await(String word) throws IOException {
        var unused = awaitLine(word, word::equals);
        return Duration.ofNanos(System.nanoTime() - launched);
    }

    private String awaitLine(String what, Predicate<String> wanted) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (wanted.test(line)) {
                return line;
            }
        }
        throw new IOException("James ended before it said '" + what + "', see its log in " + home.directory());
    }

    /** What it has used of all processors since its launch. */
    public Duration processorTime() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell what a process uses"));
    }

    /** What it has written since its launch; IOException where {@link ProcessIo#isTold} says no. */
    public ProcessIo io() throws IOException {
        return ProcessIo.of(process.pid());
    }

    /** How many transactions it has committed to SQLite files since its launch; 0 for a James without Mailwarden. */
    public long commits() throws IOException {
        return SqliteCommits.in(home.var().resolve(FOLDER));
    }

    /** Has it collect its garbage, and tell of its heap since it was asked last. */
    public HeapUse heap() throws IOException {
        say(JamesMain.HEAP);
        return HeapUse.parse(awaitLine(JamesMain.HEAP, HeapUse::isLine));
    }

    /** Whether Mailwarden runs in it. */
    public boolean isWatched() {
        return Files.exists(home.var().resolve(TOKEN_FILE));
    }

    /** The directory that it runs from. */
    public JamesHome home() {
        return home;
    }

    /** A listener in clear text, by its configured port, such as 587. */
    public Listener door(int configuredPort) {
        return Listener.plain(home.ports().actual(configuredPort));
    }

    /** The administration API; with the token that Mailwarden made at its first start, if it is there. */
    public AdminClient admin() throws IOException {
        if (!isWatched()) {
            return new AdminClient(home.ports().actual(EmbeddedJames.WEB_ADMIN), Optional.empty());
        }
        String token = Files.readString(home.var().resolve(TOKEN_FILE)).strip();
        return new AdminClient(home.ports().actual(EmbeddedJames.WEB_ADMIN), Optional.of(token));
    }

    /** Has it stop in order, and waits until it is gone. */
    public void stop() throws IOException {
        say(JamesMain.STOP);
        process.onExit().join();
    }

    /** Sets its clock ahead or back. */
    public void setClock(Duration by) throws IOException {
        say(JamesMain.CLOCK + by);
    }

    private void say(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** Ends it at once, as {@code kill -9}, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}

package io.mailwarden.benchmark;

import io.mailwarden.server.JamesHome;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A {@link BenchmarkedJames}, seen from outside. Not thread-safe. */
final class ServerProcess implements AutoCloseable {

    private static final List<String> JAVA_OPTIONS = List.of("-Xmx1g", "-Xms512m");

    private final Process process;
    private final JamesHome home;
    private final BufferedReader output;
    private final long launched;

    private ServerProcess(Process process, JamesHome home, long launched) {
        this.process = process;
        this.home = home;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.launched = launched;
    }

    /** Begins to start James from the directory. */
    static ServerProcess launch(JamesHome home, Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.add("-Djdk.net.hosts.file=" + hosts(home));
        command.add("-Dlogback.configurationFile=mailwarden-server-logback.xml");
        command.add("-Dmailwarden.log=" + log);
        command.add(BenchmarkedJames.class.getName());
        command.add(home.directory().toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.directory().toFile()).redirectError(new File(log + ".err"));
        // Some systems limit the length of one argument: the class path is far longer than all others.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        long launched = System.nanoTime();
        return new ServerProcess(builder.start(), home, launched);
    }

    /**
     * James asks for the name of each client; without an answer from here a slow resolver would be all that is seen.
     */
    private static Path hosts(JamesHome home) throws IOException {
        String self = InetAddress.getLocalHost().getHostName();
        return Files.writeString(home.directory().resolve("hosts"), "127.0.0.1 localhost " + self + "\n");
    }

    /** Waits until it says that; the time since its launch. */
    Duration await(String word) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(word)) {
                return Duration.ofNanos(System.nanoTime() - launched);
            }
        }
        throw new IOException("James ended before it said '" + word + "', see the logs in it-tests/target/benchmark");
    }

    /** What it has used of all processors since its launch. */
    Duration processorTime() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell what a process uses"));
    }

    /** The directory that it runs from. */
    JamesHome home() {
        return home;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}

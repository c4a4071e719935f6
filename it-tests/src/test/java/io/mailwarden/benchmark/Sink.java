package io.mailwarden.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A mail server on a free port of 127.0.0.1 that takes every message, counts it and throws it away: it costs next to
 * nothing, so that what is measured is the sender. Thread-safe.
 */
final class Sink implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final ServerSocket listener;
    private final AtomicLong messages = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sink");
        thread.setDaemon(true);
        return thread;
    });

    private Sink(ServerSocket listener) {
        this.listener = listener;
    }

    /** Takes mail from now on. */
    static Sink open() throws IOException {
        Sink sink = new Sink(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        sink.threads.execute(sink::listen);
        return sink;
    }

    /** Where it listens. */
    int port() {
        return listener.getLocalPort();
    }

    /** How many messages it has taken. */
    long messages() {
        return messages.get();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException("the sink takes no more mail", e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            client.setTcpNoDelay(true);
            OutputStream out = client.getOutputStream();
            say(out, "220 sink");
            boolean open = true;
            for (String line = in.readLine(); open && line != null; line = open ? in.readLine() : null) {
                open = answer(line.toUpperCase(Locale.ROOT), in, out);
            }
        } catch (IOException e) {
            // A sender that hangs up, or dies at the end, sends what it has again, if it can.
        }
    }

    private boolean answer(String command, BufferedReader in, OutputStream out) throws IOException {
        if (command.equals("DATA")) {
            say(out, "354 go on");
            for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    return false;
                }
            }
            messages.incrementAndGet();
        }
        boolean quits = command.equals("QUIT");
        say(out, quits ? "221 bye" : "250 ok");
        return !quits;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}

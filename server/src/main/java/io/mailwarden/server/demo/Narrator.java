package io.mailwarden.server.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Tells what happens, for a person to read. */
final class Narrator {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int WIDTH = 100;

    private final PrintStream out;
    private final DateTimeFormatter clock;

    Narrator(PrintStream out, ZoneId zone) {
        this.out = out;
        this.clock = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone);
    }

    void chapter(String title) {
        say("");
        say("--- " + title + " " + "-".repeat(Math.max(0, WIDTH - title.length())));
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    /** A long text, in lines of readable length. */
    void wrapped(String indent, String text) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH && line.length() > indent.length()) {
                say(line.toString().stripTrailing());
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
        }
        say(line.toString().stripTrailing());
    }

    /** Something that happened at a time of the server's clock. */
    void at(Instant time, String text) {
        say(clock.format(time) + "  " + text);
    }

    /** Shows, every few seconds, that something slow still goes on. */
    <T> T during(String what, Slow<T> slow) throws Exception {
        long began = System.nanoTime();
        say(what + " ...");
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread thread = new Thread(run, "progress");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> ticks = ticker.scheduleAtFixedRate(
                () -> say("  still " + lowerFirst(what) + ", " + secondsSince(began) + " s"),
                PATIENCE.toMillis(),
                PATIENCE.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return slow.run();
        } finally {
            ticks.cancel(false);
            ticker.shutdownNow();
            say("  done in " + secondsSince(began) + " s");
        }
    }

    interface Slow<T> {
        T run() throws Exception;
    }

    private static long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }

    private static String lowerFirst(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}

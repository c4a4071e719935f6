package io.mailwarden.cli;

import io.mailwarden.engine.support.Alarms;
import io.mailwarden.settings.ConfigurationReader;
import io.mailwarden.settings.FileNames;
import io.mailwarden.settings.PluginConfig;
import io.mailwarden.store.Database;
import io.mailwarden.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A folder with a conf/ as James has it, and somebody who types commands there. */
final class Shell {

    private final Path folder;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    Shell(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(conf());
        settings("store.timeout=1s\n");
    }

    Path conf() {
        return folder.resolve("conf");
    }

    Path store() {
        return folder.resolve("var/mailwarden/mailwarden.db");
    }

    void settings(String text) throws IOException {
        Files.writeString(conf().resolve("mailwarden.properties"), text);
    }

    PluginConfig config() throws IOException {
        return new ConfigurationReader(FileNames.besideConf(conf()))
                .read(Files.readString(conf().resolve("mailwarden.properties")));
    }

    /** The store, as a server opens it. */
    Store open() throws IOException {
        return Store.open(config().store(), new Alarms(Clock.systemUTC()), Clock.systemUTC());
    }

    /** The tables, past everything. */
    Database database() throws IOException {
        return Database.inspect(config().store(), new Alarms(Clock.systemUTC()), Clock.systemUTC());
    }

    /** Types {@code store STEP --conf … arguments}; returns the exit code. */
    int store(String step, Object... arguments) {
        out = new StringWriter();
        return storeTo(new PrintWriter(out, true), step, arguments);
    }

    /** The same, where that is standard output. */
    int storeInto(OutputStream stream, String step, Object... arguments) {
        return storeTo(new PrintWriter(stream, true, StandardCharsets.UTF_8), step, arguments);
    }

    private int storeTo(PrintWriter output, String step, Object... arguments) {
        err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(output).setErr(new PrintWriter(err, true));
        return line.execute(Stream.concat(Stream.of("store", step, "--conf", conf()), Stream.of(arguments))
                .map(Object::toString)
                .toArray(String[]::new));
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** Logins of bob, one a day before now. */
    Path events(int count) throws IOException {
        StringBuilder lines = new StringBuilder();
        Instant first = Instant.parse(Instant.now().toString().substring(0, 10) + "T07:00:00Z");
        for (int day = count; day > 0; day--) {
            lines.append(
                            """
                            {"kind":"login","time":"%s","account":"bob@example.org","protocol":"imap","ip":"198.51.100.7","outcome":"accepted"}"""
                                    .formatted(first.minus(Duration.ofDays(day))))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("events-" + count + ".jsonl"), lines);
    }
}

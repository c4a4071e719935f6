package io.mailwarden.cli;

import io.mailwarden.settings.PluginConfig;
import io.mailwarden.store.StoreTools;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Writes what the event log has as event lines. */
@Command(
        name = "export",
        description = {
            "Writes the events of the log as event lines (JSON Lines), by time, which replay, bench and import read.",
            "Only events: no verdicts, no decisions. James may run meanwhile."
        })
final class StoreExportCommand extends StoreTask {

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A new file, which only you can read; standard output otherwise.")
    private @Nullable Path out;

    @Override
    int run(PluginConfig config) throws IOException {
        return withStore(config.store(), tools -> out == null ? toOutput(tools) : toFile(tools, out));
    }

    private int toOutput(StoreTools tools) {
        PrintWriter lines = spec().commandLine().getOut();
        long count = tools.export(lines);
        if (lines.checkError()) {
            complain("not all was written");
            return 1;
        }
        complain(count + " events");
        return 0;
    }

    private int toFile(StoreTools tools, Path file) throws IOException {
        if (Files.exists(file)) {
            throw new ParameterException(spec().commandLine(), file + " is there already");
        }
        boolean whole = false;
        try (Writer lines = Files.newBufferedWriter(PrivateFile.create(file))) {
            long count = tools.export(lines);
            lines.flush();
            whole = true;
            complain(count + " events in " + file);
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }
}

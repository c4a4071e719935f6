package io.mailwarden.cli;

import io.mailwarden.cli.imports.OldLogs;
import io.mailwarden.cli.learn.ImportFormat;
import io.mailwarden.cli.learn.ImportPreview;
import io.mailwarden.settings.PluginConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The command {@code store import}: learns profiles from old log files. */
@Command(
        name = "import",
        description = {
            "Learns who logs in and sends from old logs: no incident opens. Each file is learned once, known again by"
                    + " what is in it. James may run meanwhile, and then knows within seconds; it need not.",
            "Reads event lines, and logs of Dovecot, Postfix, Exim (its main log), Cyrus and Courier, in files of"
                    + " their own or of any syslog, journald or container, compressed with gzip or zstd or not. Logs are"
                    + " merged by time: give all that belong together at once, the oldest first."
        })
final class StoreImportCommand extends StoreTask {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Logs, the oldest first.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--format",
            defaultValue = "auto",
            description = "One of ${COMPLETION-CANDIDATES}. Default: auto, by the first line.")
    private ImportFormat format = ImportFormat.AUTO;

    @Option(
            names = "--year",
            paramLabel = "YEAR",
            description = "In which the first log begins; by the time at which each was last written otherwise.")
    private @Nullable Integer year;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Of times without one, such as Europe/Oslo; this machine's.")
    private @Nullable String zone;

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description = "Of user names without one; lines with such names are skipped otherwise.")
    private @Nullable String domain;

    @Option(
            names = "--dry-run",
            description = "Say what would be learned, and learn nothing: needs no store and no --conf.")
    private boolean dryRun;

    @Override
    OptionalInt runAlone() throws IOException {
        if (!dryRun) {
            return OptionalInt.empty();
        }
        requireFiles();
        return OptionalInt.of(new ImportPreview(options(), this::say).read(files, format));
    }

    @Override
    int run(PluginConfig config) throws IOException {
        OldLogs.LogOptions options = options();
        requireFiles();
        if (config.store().embedded() && !Files.exists(config.store().file())) {
            say("a new store is made at " + config.store().file());
        } else {
            // One that is damaged, locked or gone is found before anything is learned.
            int unused = withStore(config.store(), tools -> tools.bytes() < 0 ? 1 : 0);
        }
        try (ImportRun importing = ImportRun.open(config, options, this::say)) {
            importing.begin();
            for (Path file : files) {
                importing.read(file, format);
            }
            return importing.end();
        }
    }

    private void requireFiles() {
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new ParameterException(spec().commandLine(), "not a file that can be read: " + file);
            }
        }
    }

    private OldLogs.LogOptions options() {
        try {
            return new OldLogs.LogOptions(
                    zone == null ? ZoneId.systemDefault() : ZoneId.of(zone),
                    year == null ? OptionalInt.empty() : OptionalInt.of(year),
                    Optional.ofNullable(domain));
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec().commandLine(), "--zone: expected a time zone such as Europe/Oslo: " + zone, e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), "--" + e.getMessage(), e);
        }
    }
}

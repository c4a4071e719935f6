package io.mailwarden.cli;

import io.mailwarden.cli.replay.EventFile;
import io.mailwarden.cli.replay.TimeOrder;
import io.mailwarden.engine.Engine;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.EventLines;
import io.mailwarden.engine.eventlog.ReplayClock;
import io.mailwarden.engine.support.Alarms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code replay}: runs recorded events through an engine whose clock is theirs. */
@Command(
        name = "replay",
        description = {
            "Runs recorded events through the engine, at the events' own time and in the order of it: lines may be up"
                    + " to two minutes out of order; what comes later than that is judged when it comes.",
            "Writes one JSON line for each anomaly, incident, and verdict other than allow; lines that are no events are"
                    + " named and skipped."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfOption conf;

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE",
            description = "Event lines (JSON Lines), gzip or not.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path events;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the lines go; standard output otherwise.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        EngineConfig config = conf.read().engine();
        if (!Files.isReadable(events) || Files.isDirectory(events)) {
            throw new ParameterException(spec.commandLine(), "not a file that can be read: " + events);
        }
        try (InputStream in = EventFile.open(events)) {
            replay(config, in);
        }
        return 0;
    }

    private void replay(EngineConfig config, InputStream in) throws IOException {
        ReplayClock clock = new ReplayClock();
        Alarms alarms = new Alarms(clock);
        Optional<Writer> file = openOut();
        try (Engine engine = Engine.create(config, alarms, clock)) {
            ReplayLines lines = new ReplayLines(file.orElse(spec.commandLine().getOut()));
            TimeOrder order = new TimeOrder((event, number) -> {
                clock.sawEventAt(event.at());
                write(lines, engine, event, number);
            });
            EventLines.read(in, order::add, bad -> complain("line " + bad.number() + " is skipped: " + bad.problem()));
            order.end();
            tell(order);
        } finally {
            if (file.isPresent()) {
                file.get().close();
            }
            spec.commandLine().getOut().flush();
        }
    }

    private void tell(TimeOrder order) {
        if (order.late() > 0) {
            complain(String.format(
                    Locale.ROOT,
                    "%d events came more than %d minutes late and were judged when they came",
                    order.late(),
                    TimeOrder.SKEW.toMinutes()));
        }
        if (order.hurried() > 0) {
            complain(String.format(
                    Locale.ROOT,
                    "%d events were judged before their time: more than %d fell into %d minutes",
                    order.hurried(),
                    TimeOrder.MOST_WAITING,
                    TimeOrder.SKEW.toMinutes()));
        }
    }

    private void complain(String problem) {
        spec.commandLine().getErr().println(problem);
    }

    private Optional<Writer> openOut() {
        if (out == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.newBufferedWriter(out));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot write " + out + ": " + e.getMessage(), e);
        }
    }

    private static void write(ReplayLines lines, Engine engine, Event event, long number) {
        try {
            lines.write(event, number, engine.examine(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

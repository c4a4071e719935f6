package io.mailwarden.cli;

import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.settings.PluginConfig;
import io.mailwarden.store.Database;
import io.mailwarden.store.StoreConfig;
import io.mailwarden.store.StoreTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One step with the store that a configuration names. Exit 1, with the reason in words, when the store refuses it. */
@Command(mixinStandardHelpOptions = true)
abstract class StoreTask implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfOption conf;

    /** Does what needs neither settings nor store, when that is asked; returns the exit code, or empty otherwise. */
    OptionalInt runAlone() throws IOException {
        return OptionalInt.empty();
    }

    /** Does it; returns the exit code. */
    abstract int run(PluginConfig config) throws IOException;

    @Override
    public final Integer call() throws IOException {
        try {
            OptionalInt alone = runAlone();
            return alone.isPresent() ? alone.getAsInt() : run(conf.read());
        } catch (StoreUnavailable e) {
            complain(e.getMessage() + ": " + reason(e));
        } catch (UncheckedIOException e) {
            complain(e.getMessage() + ": " + e.getCause());
        } catch (IllegalStateException e) {
            complain(String.valueOf(e.getMessage()));
        }
        return 1;
    }

    /** A step with a store. */
    interface StoreStep {
        int with(StoreTools tools) throws IOException;
    }

    /** Does that with the store, which must be there; a damaged one stays as it is. */
    final int withStore(StoreConfig config, StoreStep step) throws IOException {
        if (config.embedded() && !Files.exists(config.file())) {
            complain("there is no store at " + config.file() + ": James makes it when it starts");
            return 1;
        }
        Clock clock = Clock.systemUTC();
        try (Database database = Database.inspect(config, new Alarms(clock), clock)) {
            return step.with(new StoreTools(database, config));
        }
    }

    /** What time it is on this machine. */
    static Instant now() {
        return Clock.systemUTC().instant();
    }

    // What the database said counts more than who passed it on.
    private static String reason(Throwable error) {
        Throwable root = error;
        @Nullable SQLException said = null;
        for (Throwable cause = error.getCause(); cause != null && cause != root; cause = cause.getCause()) {
            said = said == null && cause instanceof SQLException sql ? sql : said;
            root = cause;
        }
        return said == null || said == root ? String.valueOf(root.getMessage()) : said.getMessage() + " " + root;
    }

    final void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    final void complain(String problem) {
        spec.commandLine().getErr().println(problem);
    }

    final CommandSpec spec() {
        return spec;
    }
}

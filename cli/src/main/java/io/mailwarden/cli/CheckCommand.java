package io.mailwarden.cli;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.settings.ConfigurationException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code check}: finds every problem of a configuration at once. */
@Command(
        name = "check",
        description = "Checks CONF_DIR/mailwarden.properties: every problem at once.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "CONF_DIR", description = "The folder that James reads as conf/.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path conf;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            ConfFolder folder = ConfFolder.of(conf, spec.commandLine());
            folder.warnings().forEach(warning -> out.println("warning: " + warning));
            tryFiles(folder, out);
            out.println("ok: " + folder.file());
            return 0;
        } catch (ConfigurationException e) {
            out.println(e.getMessage());
            return 1;
        }
    }

    // The server starts without them too, but its administrators should know before.
    private static void tryFiles(ConfFolder folder, PrintWriter out) {
        Clock clock = Clock.systemUTC();
        Alarms alarms = new Alarms(clock);
        try (Engine engine = Engine.create(folder.config().engine(), alarms, clock)) {
            alarms.standing().forEach(alarm -> out.println("warning: " + alarm.text()));
            String mark = engine.knowsGeography() ? "" : "warning: ";
            engine.review().overview().health().geography().forEach(known -> out.println(mark + known));
        }
    }
}

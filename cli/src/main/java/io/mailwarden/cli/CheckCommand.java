package io.mailwarden.cli;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.settings.ConfigurationException;
import io.mailwarden.settings.james.ConfAudit;
import io.mailwarden.settings.james.ConfAudit.RepositorySetting;
import io.mailwarden.settings.james.ConfFinding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code check}: finds every problem of a configuration at once. */
@Command(
        name = "check",
        description = {
            "Checks the settings and James's own files in CONF_DIR: every problem at once, with file and line.",
            "Exit 0: all is well, but for the warnings; 1: settings or a geography database that cannot be used, a listener"
                    + " that nobody watches, mail that could not be held. It writes nothing."
        },
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
            boolean usable = tryFiles(folder, out);
            int status = Math.max(auditJames(folder.repositories(), out), usable ? 0 : 1);
            if (status == 0) {
                out.println("ok: " + folder.file());
            }
            return status;
        } catch (ConfigurationException e) {
            out.println(e.getMessage());
            // Where mail is to be held nobody can tell then; all else can be.
            var unused = auditJames(List.of(), out);
            return 1;
        }
    }

    private int auditJames(List<RepositorySetting> repositories, PrintWriter out) {
        ConfAudit audit = new ConfAudit(conf, repositories);
        for (ConfFinding warning : audit.warnings()) {
            out.println("warning: " + warning.place() + ": " + warning.text());
        }
        audit.watched().forEach(door -> out.println("watched: " + door));
        if (audit.problems().isEmpty()) {
            return 0;
        }
        int count = audit.problems().size();
        out.println("files of James: " + (count == 1 ? "1 problem" : count + " problems"));
        for (ConfFinding problem : audit.problems()) {
            out.println("  " + problem.place() + ": " + problem.text());
        }
        return 1;
    }

    // The server starts without them too, but its administrators should know before. One that is not there may
    // come with the first update; one that is there and tells nothing was meant to.
    private static boolean tryFiles(ConfFolder folder, PrintWriter out) {
        Clock clock = Clock.systemUTC();
        Alarms alarms = new Alarms(clock);
        try (Engine engine = Engine.create(folder.config().engine(), alarms, clock)) {
            Map<Path, String> refused = engine.refusedDatabases();
            refused.forEach((file, reason) -> out.println("origin.databases: " + file + ": " + reason));
            alarms.standing().stream()
                    .map(Alarm::text)
                    .filter(text -> refused.keySet().stream().noneMatch(file -> text.contains(file.toString())))
                    .forEach(text -> out.println("warning: " + text));
            engine.review().overview().health().geography().forEach(out::println);
            engine.geographyGaps().forEach(gap -> out.println("warning: " + gap));
            return refused.isEmpty();
        }
    }
}

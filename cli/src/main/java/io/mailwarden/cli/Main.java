package io.mailwarden.cli;

import io.mailwarden.settings.ConfigurationException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * Entry point of {@code mailwarden-cli.jar}: parses the command line and runs the command. Exit 0: done; 1: problems
 * found; 2: misuse.
 */
@Command(
        name = "mailwarden",
        description = "Mailwarden without James.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            CheckCommand.class,
            ReplayCommand.class,
            BenchCommand.class,
            ScanCommand.class,
            StoreCommand.class,
            ConsoleCommand.class
        })
public final class Main {

    private Main() {}

    /** Runs the command and ends the process. */
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setOut(utf8(System.out))
                .setErr(utf8(System.err))
                .setExecutionExceptionHandler((error, line, parsed) -> {
                    boolean settings = error instanceof ConfigurationException;
                    line.getErr().println((settings ? "" : "mailwarden: ") + error.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** The version as in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"mailwarden " + (version == null ? "(not packaged)" : version)};
        }
    }
}

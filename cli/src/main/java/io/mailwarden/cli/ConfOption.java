package io.mailwarden.cli;

import io.mailwarden.settings.PluginConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --conf} of a command, and the settings that it names. */
final class ConfOption {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(
            names = "--conf",
            paramLabel = "DIR",
            description = "The folder that James reads as conf/; file://var/ lies beside it.")
    private @Nullable Path folder;

    /** The settings, with warnings on standard error; throws as {@link ConfFolder#of} does. */
    PluginConfig read() {
        if (folder == null) {
            throw new ParameterException(command.commandLine(), "Missing required option: '--conf=DIR'");
        }
        ConfFolder read = ConfFolder.of(folder, command.commandLine());
        read.warnings().forEach(warning -> command.commandLine().getErr().println("warning: " + warning));
        return read.config();
    }
}

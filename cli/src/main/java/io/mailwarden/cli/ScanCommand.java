package io.mailwarden.cli;

import io.mailwarden.engine.response.scan.MessageScanner;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.Sensitivity;
import io.mailwarden.scanner.ScannerConfig;
import io.mailwarden.scanner.Scanners;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Scans files for phishing, fraud and malware. */
@Command(
        name = "scan",
        description = {
            "Scans messages for phishing, fraud and malware with Mailwarden's own scanner; asks nobody.",
            "PATH is a message (.eml), a mailbox (mbox) or a folder of them. Writes one JSON line for each message; a message"
                    + " of a mailbox is PATH#1 and so on."
        },
        mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--sensitivity",
            paramLabel = "normal|heightened",
            defaultValue = "normal",
            converter = ByLabel.class,
            description = "How little makes a message malicious. Default: normal.")
    private Sensitivity sensitivity = Sensitivity.NORMAL;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Messages, mailboxes, and folders of them.")
    private List<Path> paths = new ArrayList<>();

    @Override
    public Integer call() {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new ParameterException(spec.commandLine(), "no such file or folder: " + path);
            }
        }
        PrintWriter err = spec.commandLine().getErr();
        MessageScanner scanner = Scanners.alone(ScannerConfig.defaults());
        ScanLines lines = new ScanLines(spec.commandLine().getOut());
        MessageFiles files = new MessageFiles();
        for (Path path : paths) {
            files.visit(path, (name, source) -> lines.write(name, scanner.scan(ScanTarget.of(source), sensitivity)));
        }
        spec.commandLine().getOut().flush();
        files.unreadable().forEach(err::println);
        return files.unreadable().isEmpty() ? 0 : 1;
    }

    /** The labels of sensitivities, and nothing else. */
    static final class ByLabel implements ITypeConverter<Sensitivity> {
        @Override
        public Sensitivity convert(String value) {
            for (Sensitivity sensitivity : Sensitivity.values()) {
                if (sensitivity.label().equals(value)) {
                    return sensitivity;
                }
            }
            throw new TypeConversionException("expected normal or heightened");
        }
    }

    /** For what {@link MessageFiles} finds. */
    interface Found {
        /** Throws {@link UncheckedIOException} when the source cannot be read. */
        void message(String name, ScanTarget.MessageSource source) throws IOException;
    }
}

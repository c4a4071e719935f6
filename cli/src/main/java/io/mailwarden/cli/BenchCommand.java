package io.mailwarden.cli;

import io.mailwarden.cli.bench.BenchPlan;
import io.mailwarden.cli.bench.BenchResult;
import io.mailwarden.cli.bench.Curves;
import io.mailwarden.cli.bench.MarkdownReport;
import io.mailwarden.cli.bench.QualityBench;
import io.mailwarden.cli.bench.history.Company;
import io.mailwarden.cli.bench.history.FileHistory;
import io.mailwarden.cli.bench.history.History;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.event.Login;
import io.mailwarden.settings.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code bench}: measures how often the engine is wrong. */
@Command(
        name = "bench",
        description = {
            "Measures how often the engine is wrong with these settings, and writes a report in Markdown.",
            "Takes what is found in your own history to be false, and puts takeovers into it; measures a made-up company,"
                    + " too. Names nobody."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--conf",
            paramLabel = "DIR",
            description = "The folder that James reads as conf/; the shipped settings otherwise.")
    private @Nullable Path conf;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description =
                    "Event lines (JSON Lines), gzip or not, without known takeovers; as often as there are files.")
    private List<Path> events = new ArrayList<>();

    @Option(
            names = "--attackers",
            paramLabel = "FILE",
            description = "Event lines of logins that thieves made, to be put into other accounts.")
    private @Nullable Path attackers;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all chance. Default: 1.")
    private long seed;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "220",
            description = "Accounts of the made-up company; 0 for none. Default: 220.")
    private int accounts;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "150",
            description = "Days of the made-up company. Default: 150.")
    private int days;

    @Option(names = "--date", paramLabel = "DATE", defaultValue = "", description = "Printed in the report.")
    private String date = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where the report goes; standard output otherwise.")
    private @Nullable Path out;

    @Option(
            names = "--curves",
            paramLabel = "DIR",
            description = "Where curves.csv goes, what each threshold costs and finds, and signs.csv, what stood.")
    private @Nullable Path curves;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        EngineConfig config;
        try {
            config = config();
        } catch (ConfigurationException e) {
            err.println(e.getMessage());
            return 1;
        }
        List<String> skipped = new ArrayList<>();
        List<History> histories = histories(skipped);
        List<Login> thieves = thieves(skipped);
        skipped.forEach(what -> err.println("skipped: " + what));
        BenchResult result = new QualityBench(config, BenchPlan.usual(seed), err::println).measure(histories, thieves);
        print(new MarkdownReport(result, skipped, date).text());
        if (curves != null) {
            writeCurves(result, curves);
        }
        return 0;
    }

    private EngineConfig config() {
        if (conf == null) {
            return EngineConfig.defaults();
        }
        ConfFolder folder = ConfFolder.of(conf, spec.commandLine());
        folder.warnings().forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
        return folder.config().engine();
    }

    private List<History> histories(List<String> skipped) {
        List<History> histories = new ArrayList<>();
        for (Path file : events) {
            if (Files.isRegularFile(file)) {
                histories.add(new FileHistory(file));
            } else {
                skipped.add("no file " + file.getFileName());
            }
        }
        if (accounts > 0) {
            histories.add(Company.of(seed, accounts, days));
        }
        if (histories.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "nothing to measure");
        }
        return histories;
    }

    private List<Login> thieves(List<String> skipped) throws IOException {
        if (attackers == null) {
            return List.of();
        }
        if (Files.isRegularFile(attackers)) {
            return QualityBench.recordedThieves(attackers);
        }
        skipped.add("no file " + attackers.getFileName());
        return List.of();
    }

    private void writeCurves(BenchResult result, Path folder) {
        try {
            new Curves(result).write(folder);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "--curves: cannot write into " + folder + ": " + e.getMessage(), e);
        }
    }

    private void print(String report) throws IOException {
        if (out == null) {
            spec.commandLine().getOut().print(report);
            spec.commandLine().getOut().flush();
            return;
        }
        try {
            Files.writeString(out, report);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot write " + out + ": " + e.getMessage(), e);
        }
    }
}

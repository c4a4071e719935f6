package io.mailwarden.cli.bench;

import io.mailwarden.cli.bench.attack.AttackKind;
import io.mailwarden.cli.bench.attack.AttackKinds;
import io.mailwarden.cli.bench.attack.Survey;
import io.mailwarden.cli.bench.history.FileHistory;
import io.mailwarden.cli.bench.history.History;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.event.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures how often the engine is wrong with these settings: each history is assessed without takeovers, once where
 * nobody reviews and once where an administrator does, then once for each kind of attack.
 */
public final class QualityBench {

    private final EngineConfig config;
    private final BenchPlan plan;
    private final Consumer<String> progress;

    /** Tells the progress, one line for each step. */
    public QualityBench(EngineConfig config, BenchPlan plan, Consumer<String> progress) {
        this.config = config;
        this.plan = plan;
        this.progress = progress;
    }

    /** The logins of thieves in a file of event lines. */
    public static List<Login> recordedThieves(Path file) throws IOException {
        List<Login> logins = new ArrayList<>();
        new FileHistory(file)
                .replay(event -> event.login().filter(Login::accepted).ifPresent(logins::add));
        return logins;
    }

    /** All histories, measured; each with engines of its own. */
    public BenchResult measure(List<History> histories, List<Login> recordedThieves) throws IOException {
        List<BenchResult.Measured> all = new ArrayList<>();
        for (History history : histories) {
            all.add(measure(history, AttackKinds.all(recordedThieves)));
        }
        return new BenchResult(all);
    }

    private BenchResult.Measured measure(History history, List<AttackKind> kinds) throws IOException {
        progress.accept(history.name() + ": as it is");
        BenignRun unreviewed = BenignRun.of(config, history, Optional.empty());
        progress.accept(history.name() + ": with an administrator");
        BenignRun reviewed = BenignRun.of(config, history, Optional.of(plan.dismissesAfter()));
        Survey survey = Survey.of(history, plan.seed());
        List<AttackScore> attacks = new ArrayList<>();
        if (!survey.established().isEmpty()) {
            for (AttackKind kind : kinds) {
                progress.accept(history.name() + ": " + kind.name());
                attacks.add(AttackRun.of(config, history, kind, survey, plan));
            }
        }
        return new BenchResult.Measured(unreviewed, reviewed, attacks);
    }
}

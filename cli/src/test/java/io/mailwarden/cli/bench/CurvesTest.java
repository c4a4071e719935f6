package io.mailwarden.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.cli.bench.attack.AttackKind;
import io.mailwarden.cli.bench.attack.AttackKinds;
import io.mailwarden.cli.bench.attack.AttackStep;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.verdict.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvesTest {

    private static final Anomaly COUNTRY = found("new-country", Evidence.PLACE, 0.5);
    private static final Anomaly DRIP = found("slow-drip", Evidence.VOLUME, 0.6);

    private static Anomaly found(String type, Evidence evidence, double score) {
        return new Anomaly(
                type, Set.of(evidence), Severity.SUSPECTED, Score.clamped(score), Explanation.of("%s", type));
    }

    private static Assessment assessed(Anomaly... found) {
        return new Assessment(
                Verdict.ALLOW,
                List.of(found),
                Optional.empty(),
                Arrays.stream(found).map(one -> one.since(TinyHistory.START, 0)).toList());
    }

    @Test
    void theHighestScoreOfEachDetectorAndOfBothStreamsIsKept() {
        Strengths strengths = new Strengths();
        strengths.add(assessed(COUNTRY));
        assertThat(strengths.reached("new-country", 0.5)).isTrue();
        assertThat(strengths.reached("new-country", 0.51)).isFalse();
        assertThat(strengths.reached(Strengths.JOINT, 0.1)).as("one stream").isFalse();

        strengths.add(assessed(COUNTRY, DRIP));

        assertThat(strengths.reached(Strengths.JOINT, 0.8)).as("1 - 0.5 x 0.4").isTrue();
        assertThat(strengths.reached(Strengths.JOINT, 0.81)).isFalse();
        assertThat(strengths.signs())
                .containsExactlyInAnyOrder("new-country:0.50:PLACE", "new-country:0.50:PLACE slow-drip:0.60:VOLUME");
    }

    @Test
    void eachThresholdTellsHowManyOwnersAndThievesReachIt(@TempDir Path folder) throws Exception {
        BenchResult result = result();
        new Curves(result).write(folder);

        assertThat(Files.readAllLines(folder.resolve("curves.csv")))
                .hasSize(1 + 3 * 39)
                .contains(
                        "history,what,threshold,owners,of,per 1000 active days,spam percent,quiet percent",
                        "tiny,hidden-network,0.300,1,1,25.641,0.00,0.00",
                        "tiny,hidden-network,0.425,0,1,0.000,0.00,0.00");
        assertThat(Files.readAllLines(folder.resolve("signs.csv")))
                .contains("history,kind,number,signs")
                .anyMatch(line -> line.startsWith("tiny,owner,0,hidden-network:"));
    }

    @Test
    void aKindCountsOnceHoweverManyWerePutIn() {
        StringWriter text = new StringWriter();
        AttackKind spam = kind(AttackKind.Aim.SPAM, 0);
        AttackKind other = kind(AttackKind.Aim.SPAM, 1);
        BenignRun honest = new BenignRun("tiny", new BenignTally(), Map.of(), Map.of());
        BenchResult result = new BenchResult(List.of(new BenchResult.Measured(
                honest,
                honest,
                List.of(
                        new AttackScore("tiny", spam, List.of(theft(DRIP), theft(DRIP), theft(DRIP)), 0),
                        new AttackScore("tiny", other, List.of(theft(COUNTRY)), 0)))));

        new Curves(result).curves(new PrintWriter(text));

        assertThat(text.toString().lines()).contains("tiny,slow-drip,0.500,0,0,0.000,50.00,0.00");
    }

    private static AttackKind kind(AttackKind.Aim aim, int number) {
        return AttackKinds.all(List.of()).stream()
                .filter(one -> one.aim() == aim)
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    private static StagedTakeover theft(Anomaly... found) {
        StagedTakeover takeover = new StagedTakeover("fifth 1");
        takeover.did(new AttackStep(TinyHistory.message(TinyHistory.START), 1), assessed(found));
        return takeover;
    }

    private static BenchResult result() throws Exception {
        TinyHistory history = new TinyHistory().days(38).login("hosting");
        return new QualityBench(EngineConfig.defaults(), new BenchPlan(1, 0, Duration.ofHours(12)), step -> {})
                .measure(List.of(history), List.of());
    }
}

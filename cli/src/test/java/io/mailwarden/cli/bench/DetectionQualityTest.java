package io.mailwarden.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.cli.bench.BenchResult.Measured;
import io.mailwarden.cli.bench.history.Company;
import io.mailwarden.engine.EngineConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The floors below which a build fails: a small bench with the shipped settings, the same on every machine. */
class DetectionQualityTest {

    private static final long SEED = 42;
    private static final int ACCOUNTS = 33;
    private static final int DAYS = 40;
    private static final int TAKEOVERS = 20;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static BenchResult result;

    @BeforeAll
    static void measure() throws IOException {
        BenchPlan plan = new BenchPlan(SEED, TAKEOVERS, Duration.ofHours(12));
        result = new QualityBench(EngineConfig.defaults(), plan, step -> {})
                .measure(List.of(Company.of(SEED, ACCOUNTS, DAYS)), List.of());
        System.out.println(new MarkdownReport(result, List.of(), "").text());
    }

    @Test
    void honestMailFlows() {
        assertThat(result.benign(Measured::unreviewed, BenignTally::held))
                .as("held")
                .isLessThanOrEqualTo(0);
        assertThat(result.benign(Measured::unreviewed, BenignTally::rejected))
                .as("rejected")
                .isLessThanOrEqualTo(0);
        assertThat(result.benign(Measured::unreviewed, BenignTally::criticalIncidents))
                .as("critical incidents")
                .isLessThanOrEqualTo(0);
        assertThat(result.benign(Measured::unreviewed, BenignTally::suspectedIncidents))
                .as("suspected incidents")
                .isLessThanOrEqualTo(25);
    }

    /** Percent that must be suspected and stopped, and the most messages that may be out before, median. */
    @ParameterizedTest
    @CsvSource({
        "proxy-reader,          80,  0, 0",
        "foreign-spammer,       95, 95, 3",
        "slow-spammer,          95, 50, 60",
        "lateral-phisher-near,  50, 15, 20",
        "lateral-phisher-abroad, 95, 85, 8",
        "botnet,                95, 95, 3",
        "credential-stuffing,   95, 90, 3",
        "hour-shift,            85,  0, 30",
        "variant-phisher-abroad, 95, 50, 10",
        "link-fraud-abroad,     95, 40, 12",
        "own-network-flood,    100, 100, 201",
        "own-network-ramp,     100, 100, 550",
        "own-network-drip,     100, 90, 101",
        "own-network-crowd,    100, 100, 0"
    })
    void thievesAreSeenAndStopped(String kind, int suspected, int stopped, int out) {
        AttackScore score = result.attacks(kind);
        int takeovers = score.takeovers().size();

        assertThat(takeovers).as("takeovers").isGreaterThanOrEqualTo(TAKEOVERS / 2);
        assertThat(100 * score.suspected()).as("suspected").isGreaterThanOrEqualTo((long) suspected * takeovers);
        assertThat(100 * score.stopped()).as("stopped").isGreaterThanOrEqualTo((long) stopped * takeovers);
        assertThat(score.outBeforeStop(50)).as("out").isLessThanOrEqualTo(out);
    }
}

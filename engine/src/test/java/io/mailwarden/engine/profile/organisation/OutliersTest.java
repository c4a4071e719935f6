package io.mailwarden.engine.profile.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.randomcutforest.RandomCutForest;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.eventlog.Deviations.Feature;
import io.mailwarden.engine.profile.organisation.Organisation.Outlier;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

class OutliersTest {

    private static final double THRESHOLD = 2.5;
    private static final long MOST_BYTES = 2_000_000;

    private final Random random = new Random(7);
    private final Outliers outliers = new Outliers();

    /** A message of an honest account: a little above or below in everything. */
    private Deviations ordinary() {
        float[] values = new float[Feature.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.max(-Deviations.MOST, Math.min(Deviations.MOST, random.nextGaussian() / 2));
        }
        return new Deviations(values);
    }

    private static Deviations odd(Feature... features) {
        float[] values = new float[Feature.count()];
        for (Feature feature : features) {
            values[feature.ordinal()] = Deviations.MOST;
        }
        return new Deviations(values);
    }

    private void learn(int messages) {
        for (int i = 0; i < messages; i++) {
            outliers.learn(ordinary());
        }
    }

    @Test
    void saysNothingBeforeItHasLearnedAThousand() {
        learn(Outliers.FEWEST_LEARNED - 1);
        assertThat(outliers.find(odd(Feature.values()), 1)).isEmpty();

        learn(1);
        assertThat(outliers.learned()).isEqualTo(Outliers.FEWEST_LEARNED);
        assertThat(outliers.find(odd(Feature.values()), 1)).isPresent();
    }

    @Test
    void findsWhatIsUnlikeAllOthersAndNamesWhy() {
        learn(3_000);

        Outlier outlier =
                outliers.find(odd(Feature.FRESH, Feature.HOUR), THRESHOLD).orElseThrow();

        assertThat(outlier.score()).isBetween(THRESHOLD, 8.0);
        assertThat(outlier.features()).containsExactlyInAnyOrder(Feature.FRESH, Feature.HOUR);
    }

    @Test
    void leavesTheOrdinaryAlone() {
        learn(3_000);

        int found = 0;
        for (int i = 0; i < 1_000; i++) {
            found += outliers.find(ordinary(), THRESHOLD).isPresent() ? 1 : 0;
        }
        assertThat(found).isZero();
    }

    @Test
    void namesThreeFeaturesAtMost() {
        learn(2_000);

        assertThat(outliers.find(odd(Feature.values()), THRESHOLD).orElseThrow().features())
                .hasSizeBetween(0, 3);
    }

    @Test
    void deviationOfManyAccountsBecomesOrdinary() {
        learn(2_000);
        Deviations reorganised = odd(Feature.RATE);
        double before = outliers.find(reorganised, 1).orElseThrow().score();

        for (int i = 0; i < 2_000; i++) {
            outliers.learn(i % 10 == 0 ? reorganised : ordinary());
        }

        assertThat(outliers.find(reorganised, 1).map(Outlier::score).orElse(0.0))
                .isLessThan(before / 2);
    }

    @Test
    void theSameMessagesMakeTheSameForest() {
        Outliers second = new Outliers();
        List<Double> one = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Deviations message = ordinary();
            one.add(outliers.find(message, 0).map(Outlier::score).orElse(0.0));
            other.add(second.find(message, 0).map(Outlier::score).orElse(0.0));
            outliers.learn(message);
            second.learn(message);
        }

        assertThat(one).isEqualTo(other).anyMatch(score -> score > 0);
        assertThat(outliers.find(odd(Feature.BYTES), 0)).isEqualTo(second.find(odd(Feature.BYTES), 0));
    }

    // Of 40 000, most are taken by no tree; some come again and again.
    @Test
    void learnsToTheSameBitAsTheLibrary() {
        RandomCutForest library = Outliers.settings().build();
        for (int i = 0; i < 40_000; i++) {
            Deviations message = i % 7 == 0 ? odd(Feature.values()[i % Feature.count()]) : ordinary();
            if (i >= Outliers.FEWEST_LEARNED && i % 50 == 0) {
                assertThat(outliers.find(message, 0).map(Outlier::score))
                        .hasValue(library.getAnomalyScore(message.values()));
            }
            library.update(message.values());
            outliers.learn(message);
        }

        assertThat(outliers.learned()).isEqualTo(library.getTotalUpdates());
    }

    @Test
    void aForestThatWasStoredWithLittleRoomGoesOnAsTheSame() throws UnreadableSnapshot {
        RandomCutForest library = Outliers.settings().build();
        for (int i = 0; i < 3_000; i++) {
            library.update(ordinary().values());
        }
        SnapshotWriter out = new SnapshotWriter();
        ForestFormat.write(ForestFormat.state(library), out);
        outliers.read(new SnapshotReader(out.bytes()));

        for (int i = 0; i < 3_000; i++) {
            Deviations message = ordinary();
            assertThat(outliers.find(message, 0).map(Outlier::score))
                    .hasValue(library.getAnomalyScore(message.values()));
            library.update(message.values());
            outliers.learn(message);
        }
    }

    @Test
    void askingDoesNotChangeIt() {
        learn(2_000);
        double before = outliers.find(odd(Feature.BYTES), 0).orElseThrow().score();

        for (int i = 0; i < 100; i++) {
            assertThat(outliers.find(odd(Feature.BYTES), 0).orElseThrow().score())
                    .isEqualTo(before);
        }
        assertThat(outliers.learned()).isEqualTo(2_000);
    }

    @Test
    void isBoundedHoweverMuchItLearns() {
        learn(5_000);
        long early = GraphLayout.parseInstance(outliers).totalSize();

        learn(20_000);

        assertThat(early).isLessThan(MOST_BYTES);
        assertThat(GraphLayout.parseInstance(outliers).totalSize()).isLessThan(MOST_BYTES);
    }

    @Test
    void manyThreadsMayAskAndTellAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                List<Deviations> messages = new ArrayList<>();
                for (int i = 0; i < 1_000; i++) {
                    messages.add(ordinary());
                }
                all.add(threads.submit(() -> messages.forEach(message -> {
                    outliers.find(message, 1);
                    outliers.learn(message);
                })));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(outliers.learned()).isEqualTo(4_000);
    }
}

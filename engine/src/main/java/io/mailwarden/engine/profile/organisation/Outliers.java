package io.mailwarden.engine.profile.organisation;

import com.amazon.randomcutforest.IComponentModel;
import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.executor.IStateCoordinator;
import com.amazon.randomcutforest.executor.SamplerPlusTree;
import com.amazon.randomcutforest.executor.UpdateResult;
import com.amazon.randomcutforest.returntypes.DiVector;
import com.amazon.randomcutforest.sampler.ISampled;
import com.amazon.randomcutforest.state.RandomCutForestState;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.eventlog.Deviations.Feature;
import io.mailwarden.engine.profile.organisation.Organisation.Outlier;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A random cut forest over what accounts send (Guha and others, ICML 2016), each message by its deviations from
 * its own account's habits. The same messages in the same order give the same forest. Bounded: {@value #TREES} trees of
 * {@value #SAMPLES} messages, less than 2 MB. Thread-safe, by one lock.
 */
final class Outliers {

    static final int TREES = 30;
    static final int SAMPLES = 256;

    // As the library has it: each tree's own, and the one that comes.
    private static final int MOST_POINTS = TREES * SAMPLES + 1;

    /** Messages that it must have learned before it says anything. */
    static final int FEWEST_LEARNED = 1000;

    // 50 KB; what is learned at once takes about a tenth of a second.
    private static final int MOST_WAITING = FEWEST_LEARNED;

    // Of some 25 000 messages the earlier ones weigh less and less. The library's own tenth of that would be one busy
    // hour of a large organisation, and its nights would not know its days.
    private static final double TIME_DECAY = 1.0 / (100 * SAMPLES);
    private static final long SEED = 20_260_503;

    // Whose deviations together come to less than so many times the threshold, does not reach it: of 200 114 messages
    // of open data, none that scores 2.8 comes to less than 4.4, and none that scores 2 to less than 3.2. Of all, two
    // thirds to nine tenths need not be scored, which takes longer than all other detectors.
    private static final double BOUND = 1.4;
    private static final double LEAST_BOUNDED = 2;

    private static final int MOST_FEATURES = 3;
    // Of the whole score, and of the deviation itself; less explains nothing.
    private static final double LEAST_PART = 0.15;
    private static final float LEAST_DEVIATION = 1.5f;

    // All room at once: a store of points that grows by tenths is put in order again for nearly each message that comes
    // while it is nearly full, which takes longer than all else.
    private RandomCutForest forest =
            settings().initialPointStoreSize(MOST_POINTS).build();
    private Lessons lessons = new Lessons(forest);
    // What is learned before anybody asks again, in its order: of who sends little nobody ever asks.
    private final List<float[]> waiting = new ArrayList<>();

    /** How it is made, but for how much room its store of points has at first. */
    static RandomCutForest.Builder<?> settings() {
        return RandomCutForest.builder()
                .dimensions(Feature.count())
                .shingleSize(1)
                .numberOfTrees(TREES)
                .sampleSize(SAMPLES)
                .outputAfter(FEWEST_LEARNED)
                .timeDecay(TIME_DECAY)
                .randomSeed(SEED)
                .parallelExecutionEnabled(false);
    }

    /** How many messages it learned. */
    synchronized long learned() {
        return forest.getTotalUpdates() + waiting.size();
    }

    /** Whether it learned enough to say anything. */
    boolean speaks() {
        return learned() >= FEWEST_LEARNED;
    }

    /** Learns an unsuspicious message of an account whose habits count. */
    synchronized void learn(Deviations message) {
        waiting.add(message.values());
        if (waiting.size() == MOST_WAITING) {
            learnWaiting();
        }
    }

    // Once each, also where one of them makes the library fail: it must not fail for all that come after.
    private void learnWaiting() {
        List<float[]> due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(lessons::learn);
    }

    /** The message, when it scores at least that; never before enough was learned. */
    Optional<Outlier> find(Deviations message, double threshold) {
        return ordinary(message, threshold) ? Optional.empty() : scored(message, threshold);
    }

    private static boolean ordinary(Deviations message, double threshold) {
        double sum = 0;
        for (float value : message.values()) {
            sum += Math.abs(value);
        }
        return threshold >= LEAST_BOUNDED && sum < BOUND * threshold;
    }

    private synchronized Optional<Outlier> scored(Deviations message, double threshold) {
        if (!speaks()) {
            return Optional.empty();
        }
        learnWaiting();
        double score = forest.getAnomalyScore(message.values());
        return score < threshold ? Optional.empty() : Optional.of(new Outlier(score, features(message)));
    }

    private List<Feature> features(Deviations message) {
        DiVector parts = forest.getAnomalyAttribution(message.values());
        double least = LEAST_PART * parts.getHighLowSum();
        return Arrays.stream(Feature.values())
                .sorted(Comparator.comparingDouble(feature -> -parts.getHighLowSum(feature.ordinal())))
                .limit(MOST_FEATURES)
                .filter(feature -> parts.getHighLowSum(feature.ordinal()) >= least)
                .filter(feature -> Math.abs(message.of(feature)) >= LEAST_DEVIATION)
                .toList();
    }

    void write(SnapshotWriter out) {
        RandomCutForestState state;
        synchronized (this) {
            learnWaiting();
            state = ForestFormat.state(forest);
        }
        ForestFormat.write(state, out);
    }

    /** Stays as new when the stored forest is of another shape: it would not know these features. */
    synchronized void read(SnapshotReader in) throws UnreadableSnapshot {
        waiting.clear();
        forest = ForestFormat.read(in, forest);
        lessons = new Lessons(forest);
    }

    /**
     * What {@link RandomCutForest#update(float[])} does, to the same bit, but for what it does in vain where no tree takes the
     * message, as three of four are when it has learned many: a place in the store of points for each message, results
     * of all trees, and two texts for errors that do not happen.
     */
    private static final class Lessons {

        private final IStateCoordinator<Integer, float[]> points;
        private final List<SamplerPlusTree<Integer, float[]>> trees = new ArrayList<>(TREES);

        // The library makes them so, and tells of them without saying of what.
        @SuppressWarnings("unchecked")
        Lessons(RandomCutForest forest) {
            points = (IStateCoordinator<Integer, float[]>) forest.getUpdateCoordinator();
            for (IComponentModel<?, ?> tree : forest.getComponents()) {
                trees.add((SamplerPlusTree<Integer, float[]>) tree);
            }
        }

        void learn(float[] message) {
            long number = points.getTotalUpdates();
            @Nullable Integer point = null;
            List<UpdateResult<Integer>> changes = new ArrayList<>(0);
            for (SamplerPlusTree<Integer, float[]> tree : trees) {
                if (tree.getSampler().acceptPoint(number)) {
                    point = point == null ? points.initUpdate(message, number, false) : point;
                    changes.add(changed(tree, point, number));
                }
            }
            if (point == null) {
                points.setTotalUpdates(number + 1);
            } else {
                points.completeUpdate(changes, point);
            }
        }

        // As SamplerPlusTree has it.
        private static UpdateResult<Integer> changed(
                SamplerPlusTree<Integer, float[]> tree, Integer point, long number) {
            @Nullable ISampled<Integer> evicted = tree.getSampler().getEvictedPoint().orElse(null);
            if (evicted != null) {
                tree.getTree().deletePoint(evicted.getValue(), evicted.getSequenceIndex());
            }
            // That of an equal one, where the tree has one.
            Integer added = tree.getTree().addPoint(point, number);
            tree.getSampler().addPoint(added);
            UpdateResult.UpdateResultBuilder<Integer> change =
                    UpdateResult.<Integer>builder().addedPoint(added);
            return evicted == null
                    ? change.build()
                    : change.deletedPoint(evicted.getValue()).build();
        }
    }
}

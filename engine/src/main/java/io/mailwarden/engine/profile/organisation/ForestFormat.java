package io.mailwarden.engine.profile.organisation;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.state.RandomCutForestMapper;
import com.amazon.randomcutforest.state.RandomCutForestState;
import com.amazon.randomcutforest.state.store.PointStoreState;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.mailwarden.engine.eventlog.Deviations.Feature;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * How a forest is stored: its shape, then the library's own state by names as JSON, deflated, some 300 KB when full. A
 * restored forest goes on as the stored one would have: the state has the seeds of all that is random.
 */
final class ForestFormat {

    private static final int LONGEST_SHAPE = 1_000;
    // A full one takes a tenth of it.
    private static final int MOST_STATE = 20_000_000;

    private static final ObjectWriter WRITER = new ObjectMapper().writerFor(RandomCutForestState.class);
    private static final ObjectReader READER = new ObjectMapper().readerFor(RandomCutForestState.class);

    private ForestFormat() {}

    /** A copy of what it is, to be written when nobody has to wait for it any more. */
    static RandomCutForestState state(RandomCutForest forest) {
        return mapper().toState(forest);
    }

    static void write(RandomCutForestState state, SnapshotWriter out) {
        byte[] bytes = deflated(state);
        out.text(shape(state.getNumberOfTrees(), state.getSampleSize()));
        out.number(bytes.length);
        out.raw(bytes);
    }

    /** The stored forest; the blank one when the stored one is of another shape than that. */
    static RandomCutForest read(SnapshotReader in, RandomCutForest blank) throws UnreadableSnapshot {
        String shape = in.text(LONGEST_SHAPE);
        byte[] bytes = in.raw(in.count(Integer.MAX_VALUE));
        if (!shape.equals(shape(blank.getNumberOfTrees(), blank.getSampleSize()))) {
            return blank;
        }
        try {
            return mapper().toModel(roomy(checked(inflated(bytes), blank)));
        } catch (IOException | RuntimeException e) {
            // The library checks little of what it is given, and says so in many ways.
            throw in.unreadable("no forest (" + e + ")");
        }
    }

    // What the library makes room by.
    private static RandomCutForestState checked(RandomCutForestState state, RandomCutForest blank) throws IOException {
        int samples = blank.getSampleSize();
        boolean fits = state.getNumberOfTrees() == blank.getNumberOfTrees()
                && state.getSampleSize() == samples
                && state.getDimensions() == blank.getDimensions()
                && state.getPointStoreState().getDimensions() == blank.getDimensions()
                && state.getPointStoreState().getCapacity() <= samples * blank.getNumberOfTrees() + 1
                && state.getCompactSamplerStates().stream().allMatch(sampler -> sampler.getCapacity() == samples)
                && state.getCompactRandomCutTreeStates().stream().allMatch(tree -> tree.getMaxSize() == samples);
        if (!fits) {
            throw new IOException("not of its shape");
        }
        return state;
    }

    // One that an older version stored may have no more room than it needed then; see Outliers for what that costs.
    private static RandomCutForestState roomy(RandomCutForestState state) {
        PointStoreState points = state.getPointStoreState();
        points.setCurrentStoreCapacity(points.getCapacity());
        return state;
    }

    // The features by name, since a forest knows them by their order.
    private static String shape(int trees, int samples) {
        return trees + " x " + samples + " " + Arrays.toString(Feature.values());
    }

    private static RandomCutForestMapper mapper() {
        RandomCutForestMapper mapper = new RandomCutForestMapper();
        mapper.setSaveExecutorContextEnabled(true);
        mapper.setSaveTreeStateEnabled(true);
        return mapper;
    }

    private static byte[] deflated(RandomCutForestState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            WRITER.writeValue(out, state);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static RandomCutForestState inflated(byte[] bytes) throws IOException {
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            byte[] json = in.readNBytes(MOST_STATE);
            return READER.readValue(json);
        }
    }
}

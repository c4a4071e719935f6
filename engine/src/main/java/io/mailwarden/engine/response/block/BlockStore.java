package io.mailwarden.engine.response.block;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port to the blocks of all nodes. Thread-safe. Every method throws {@link StoreUnavailable} when the store cannot be
 * reached, and may take its time.
 */
public interface BlockStore {

    /**
     * Port to a file of this node with the blocks that it knows, for when the store is gone. Thread-safe.
     */
    interface NodeFile {

        /** Keeps nothing. */
        NodeFile NONE = new NodeFile() {
            @Override
            public KnownBlocks read() {
                return KnownBlocks.NONE;
            }

            @Override
            public boolean write(KnownBlocks blocks) {
                return false;
            }
        };

        /** What was written last, as far as it can be read. */
        KnownBlocks read();

        /** Keeps these and no others; on disk when it returns true. */
        boolean write(KnownBlocks blocks);
    }

    /**
     * The blocks that a node knows.
     *
     * @param shared committed in the store
     * @param unshared set here while the store was gone
     */
    record KnownBlocks(List<Block> shared, List<Block> unshared) {

        /** No block. */
        public static final KnownBlocks NONE = new KnownBlocks(List.of(), List.of());

        public KnownBlocks {
            shared = List.copyOf(shared);
            unshared = List.copyOf(unshared);
        }
    }

    /** Keeps it; kept when this returns. False when one of that id was there already, lifted or not: that one stays. */
    boolean add(Block block);

    /**
     * Lifts what holds for the account; lifted when this returns.
     *
     * @param incident only blocks that answer this incident; empty for every one
     * @param by who lifts them
     * @return how many were lifted
     */
    int lift(Account account, Optional<String> incident, Instant at, String by);

    /** Those of the account that were not lifted and hold at that time, in order of setting. */
    List<Block> of(Account account, Instant at);

    /** Those of all accounts that were not lifted and hold at that time. */
    List<Block> all(Instant at);

    /** Forgets those that were lifted or had lapsed by that time; returns how many. */
    int forget(Instant before);
}

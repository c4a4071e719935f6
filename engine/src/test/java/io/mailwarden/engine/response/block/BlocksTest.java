package io.mailwarden.engine.response.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.block.Block.BlockCause;
import io.mailwarden.engine.response.block.Block.Reach;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlocksTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final Account ALICE = new Account("alice@example.org");

    private final TestClock clock = TestClock.at("2026-05-03T12:00:00Z");
    private final InMemoryBlockStore store = new InMemoryBlockStore();
    private final List<String> told = new ArrayList<>();
    private final Replaceable replaceable = new Replaceable(store);
    private final MemoryFile file = new MemoryFile();
    private final Blocks blocks = new Blocks(replaceable, file, clock, (account, id) -> told.add(account + " " + id));

    /** A store that can be taken away, or be another from one moment to the next. */
    private static final class Replaceable implements BlockStore {

        private Optional<BlockStore> current;

        private Replaceable(BlockStore first) {
            current = Optional.of(first);
        }

        private BlockStore there() {
            return current.orElseThrow(() -> new StoreUnavailable("block", new IllegalStateException("gone")));
        }

        @Override
        public boolean add(Block block) {
            return there().add(block);
        }

        @Override
        public int lift(Account account, Optional<String> incident, Instant at, String by) {
            return there().lift(account, incident, at, by);
        }

        @Override
        public List<Block> of(Account account, Instant at) {
            return there().of(account, at);
        }

        @Override
        public List<Block> all(Instant at) {
            return there().all(at);
        }

        @Override
        public int forget(Instant before) {
            return there().forget(before);
        }
    }

    /** A disk that outlives the process. */
    private static final class MemoryFile implements BlockStore.NodeFile {

        private BlockStore.KnownBlocks known = BlockStore.KnownBlocks.NONE;
        private boolean full;
        private int writes;

        @Override
        public BlockStore.KnownBlocks read() {
            return known;
        }

        @Override
        public boolean write(BlockStore.KnownBlocks blocks) {
            writes++;
            if (!full) {
                known = blocks;
            }
            return !full;
        }
    }

    private Blocks restarted() {
        return new Blocks(replaceable, file, clock, (account, id) -> told.add(account + " " + id));
    }

    private Block block(String id, Account account, Restriction restriction) {
        return new Block(
                id, account, restriction, BlockCause.administrator("carol", "why"), clock.instant(), Optional.empty());
    }

    @Test
    void theStrictestHolds() {
        blocks.set(block("1", BOB, Restriction.DEFER));
        blocks.set(block("2", BOB, Restriction.BLOCK));
        blocks.set(block("3", BOB, Restriction.HOLD));
        blocks.set(block("4", ALICE, Restriction.HOLD));

        assertThat(blocks.restriction(BOB)).isEqualTo(Restriction.BLOCK);
        assertThat(blocks.of(BOB)).extracting(Block::id).containsExactly("1", "2", "3");
        assertThat(blocks.counts(DomainFilter.ALL)).isEqualTo(Map.of(Restriction.BLOCK, 1L, Restriction.HOLD, 1L));
        assertThat(told).containsExactly(BOB + " 1", BOB + " 2", BOB + " 3", ALICE + " 4");
    }

    @Test
    void listsThoseInForceByDomainSetLastFirst() {
        blocks.set(block("1", BOB, Restriction.BLOCK));
        clock.advance(Duration.ofSeconds(1));
        blocks.set(block("2", new Account("eve@example.com"), Restriction.HOLD));
        clock.advance(Duration.ofSeconds(1));
        blocks.set(block("3", ALICE, Restriction.HOLD));
        BlockQuery all = new BlockQuery(DomainFilter.ALL, Optional.empty(), 2, Optional.empty());
        Page<Block> first = blocks.page(all);

        assertThat(first.items()).extracting(Block::id).containsExactly("3", "2");
        assertThat(blocks.page(new BlockQuery(DomainFilter.ALL, Optional.empty(), 2, first.nextCursor()))
                        .items())
                .extracting(Block::id)
                .containsExactly("1");
        assertThat(blocks.page(new BlockQuery(DomainFilter.only("example.org"), Optional.empty(), 9, Optional.empty()))
                        .items())
                .extracting(Block::id)
                .containsExactly("3", "1");
        assertThat(blocks.counts(DomainFilter.only("example.com"))).isEqualTo(Map.of(Restriction.HOLD, 1L));
    }

    @Test
    void oneUnblockLiftsAllWhoeverSetThem() {
        blocks.set(block("1", BOB, Restriction.DEFER));
        blocks.set(block("2", BOB, Restriction.BLOCK));

        assertThat(blocks.lift(BOB, Optional.empty(), "carol")).isEqualTo(2);

        assertThat(blocks.restriction(BOB)).isEqualTo(Restriction.NONE);
        assertThat(blocks.counts(DomainFilter.ALL)).isEmpty();
    }

    @Test
    void setWhileTheStoreIsGoneHoldsAtOnceAndIsSharedWhenItIsBack() {
        assertThat(blocks.set(block("0", BOB, Restriction.HOLD))).isEqualTo(Reach.SHARED);
        replaceable.current = Optional.empty();

        assertThat(blocks.set(block("1", BOB, Restriction.BLOCK))).isEqualTo(Reach.THIS_NODE);

        assertThat(blocks.restriction(BOB)).isEqualTo(Restriction.BLOCK);
        assertThat(blocks.of(BOB)).extracting(Block::id).containsExactly("0", "1");
        assertThat(told).as("sessions end").containsExactly(BOB + " 0", BOB + " 1");
        assertThatThrownBy(blocks::refreshAll).isInstanceOf(StoreUnavailable.class);
        assertThat(blocks.restriction(BOB)).isEqualTo(Restriction.BLOCK);

        replaceable.current = Optional.of(store);
        blocks.refreshAll();

        assertThat(store.of(BOB, clock.instant())).extracting(Block::id).containsExactly("0", "1");
        assertThat(blocks.sharedLate()).extracting(Block::id).containsExactly("1");
        assertThat(blocks.sharedLate()).isEmpty();
        assertThat(file.known.unshared()).isEmpty();
        assertThat(file.known.shared()).extracting(Block::id).containsExactly("0", "1");
    }

    @Test
    void aRestartWithoutTheStoreForgetsNeitherWhatIsSharedNorWhatIsNot() {
        blocks.set(block("0", ALICE, Restriction.HOLD));
        replaceable.current = Optional.empty();
        blocks.set(block("1", BOB, Restriction.BLOCK));

        Blocks again = restarted();
        assertThatThrownBy(again::refreshAll).isInstanceOf(StoreUnavailable.class);
        assertThat(again.restriction(BOB)).isEqualTo(Restriction.BLOCK);
        assertThat(again.restriction(ALICE)).isEqualTo(Restriction.HOLD);

        replaceable.current = Optional.of(store);
        store.lift(ALICE, Optional.empty(), clock.instant(), "carol, on another node");
        again.refreshAll();
        assertThat(again.restriction(ALICE)).as("what others lifted is lifted").isEqualTo(Restriction.NONE);
        assertThat(store.of(BOB, clock.instant())).hasSize(1);
        assertThat(again.lift(BOB, Optional.empty(), "carol")).isEqualTo(1);
        assertThat(restarted().restriction(BOB)).isEqualTo(Restriction.NONE);
    }

    @Test
    void whatLapsedWhileNobodyWasThereDoesNotHold() {
        Block hour = new Block(
                "1",
                BOB,
                Restriction.BLOCK,
                BlockCause.administrator("carol", "why"),
                clock.instant(),
                Optional.of(clock.instant().plus(Duration.ofHours(1))));
        replaceable.current = Optional.empty();
        blocks.set(hour);
        clock.advance(Duration.ofHours(1));

        assertThat(restarted().restriction(BOB)).isEqualTo(Restriction.NONE);
    }

    @Test
    void whatSomebodyLiftedBeforeIsNotSetAgainByTheSameIncident() {
        blocks.set(block("i1-critical", BOB, Restriction.HOLD));
        blocks.lift(BOB, Optional.empty(), "carol");
        replaceable.current = Optional.empty();
        blocks.set(block("i1-critical", BOB, Restriction.HOLD));

        replaceable.current = Optional.of(store);
        blocks.refreshAll();

        assertThat(blocks.restriction(BOB)).isEqualTo(Restriction.NONE);
    }

    @Test
    void whatNobodyElseKnowsIsTakenBackWithoutTheStore() {
        blocks.set(block("0", BOB, Restriction.HOLD));
        replaceable.current = Optional.empty();
        blocks.set(block("1", BOB, Restriction.BLOCK));
        blocks.set(block("2", ALICE, Restriction.BLOCK));

        assertThat(blocks.withdraw(BOB)).isEqualTo(1);
        assertThat(blocks.withdraw(BOB)).isZero();

        assertThat(blocks.restriction(BOB)).as("what is shared stays").isEqualTo(Restriction.HOLD);
        assertThat(blocks.restriction(ALICE)).isEqualTo(Restriction.BLOCK);
        assertThat(file.known.unshared()).extracting(Block::id).containsExactly("2");
    }

    @Test
    void withoutStoreAndDiskItHoldsAsLongAsTheProcessLives() {
        replaceable.current = Optional.empty();
        file.full = true;

        assertThat(blocks.set(block("1", BOB, Restriction.BLOCK))).isEqualTo(Reach.THIS_PROCESS);
        assertThat(blocks.restriction(BOB)).isEqualTo(Restriction.BLOCK);

        replaceable.current = Optional.of(store);
        file.full = false;
        blocks.refreshAll();
        assertThat(store.of(BOB, clock.instant())).hasSize(1);
        assertThat(file.known.shared()).hasSize(1);
    }

    @Test
    void theFileIsWrittenOnlyWhenSomethingChanges() {
        blocks.set(block("1", BOB, Restriction.BLOCK));
        int writes = file.writes;

        blocks.refreshAll();
        blocks.refresh(BOB);
        blocks.refreshAll();

        assertThat(file.writes).isEqualTo(writes);
    }

    @Test
    void knownBlocksHoldWhileTheStoreIsGone() {
        blocks.set(block("1", BOB, Restriction.BLOCK));
        replaceable.current = Optional.empty();

        assertThatThrownBy(blocks::refreshAll).isInstanceOf(StoreUnavailable.class);

        assertThat(blocks.restriction(BOB)).isEqualTo(Restriction.BLOCK);
    }

    @Test
    void blockThatTheStoreLostIsWrittenAgain() {
        blocks.set(block("1", BOB, Restriction.BLOCK));
        InMemoryBlockStore fresh = new InMemoryBlockStore();
        replaceable.current = Optional.of(fresh);

        blocks.keepAgain();
        blocks.refreshAll();

        assertThat(blocks.restriction(BOB)).isEqualTo(Restriction.BLOCK);
        assertThat(fresh.of(BOB, clock.instant())).hasSize(1);
    }

    @Test
    void blockThatTheStoreLostCanBeLiftedAndOthersStay() {
        blocks.set(block("1", BOB, Restriction.BLOCK));
        replaceable.current = Optional.of(new InMemoryBlockStore());
        blocks.keepAgain();

        blocks.set(block("2", BOB, Restriction.HOLD));
        assertThat(blocks.restriction(BOB)).isEqualTo(Restriction.BLOCK);

        replaceable.current = Optional.of(new InMemoryBlockStore());
        blocks.keepAgain();
        assertThat(blocks.lift(BOB, Optional.empty(), "carol")).isEqualTo(2);
        blocks.refreshAll();
        assertThat(blocks.restriction(BOB)).isEqualTo(Restriction.NONE);
    }

    @Test
    void aBlockOfAnotherNodeHoldsAfterALook() {
        Blocks other = new Blocks(store, BlockStore.NodeFile.NONE, clock, (account, id) -> {});
        other.set(block("1", BOB, Restriction.BLOCK));
        assertThat(blocks.restriction(BOB)).isEqualTo(Restriction.NONE);

        blocks.refresh(BOB);
        assertThat(blocks.restriction(BOB)).isEqualTo(Restriction.BLOCK);

        other.lift(BOB, Optional.empty(), "carol");
        blocks.refreshAll();
        assertThat(blocks.restriction(BOB)).isEqualTo(Restriction.NONE);
    }

    @Test
    void refusesWhatIsNoBlock() {
        assertThatThrownBy(() -> block("1", BOB, Restriction.NONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Block(
                        "1",
                        BOB,
                        Restriction.BLOCK,
                        BlockCause.administrator("carol", "why"),
                        clock.instant(),
                        Optional.of(clock.instant().minus(Duration.ofSeconds(1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("end after it begins");
    }
}

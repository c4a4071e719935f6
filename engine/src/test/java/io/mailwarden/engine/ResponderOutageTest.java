package io.mailwarden.engine;

import static io.mailwarden.engine.Nodes.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.response.ResponseRecordStore;
import io.mailwarden.engine.response.ResponseSchedule;
import io.mailwarden.engine.response.ResponseStores;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.BlockStore;
import io.mailwarden.engine.response.block.BlockStore.KnownBlocks;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Restriction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blocks while the store of what is done is gone: they hold here at once, and are shared later. */
class ResponderOutageTest {

    private final Nodes nodes = new Nodes();
    private final NotedActions actions = new NotedActions();
    private final ResponseStores shared = ResponseStores.inMemory();
    private final BlockStore.NodeFile file = new BlockStore.NodeFile() {
        private KnownBlocks known = KnownBlocks.NONE;

        @Override
        public KnownBlocks read() {
            return known;
        }

        @Override
        public boolean write(KnownBlocks blocks) {
            known = blocks;
            return true;
        }
    };
    private boolean gone;

    @BeforeEach
    void aliceIsKnown() {
        nodes.aliceIsKnown();
    }

    private LastingEngine node(int number) {
        ResponseStores stores = new ResponseStores(
                reaching(BlockStore.class, shared.blocks()),
                file,
                shared.modes(),
                reaching(ResponseRecordStore.class, shared.records()),
                shared.safeNetworks(),
                shared.exceptions());
        LastingEngine node = LastingEngine.on(nodes.store.node(number), nodes.incidents, stores, nodes.clock);
        node.engine.equip(actions);
        return node;
    }

    private <T> T reaching(Class<T> type, T inner) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    if (gone) {
                        throw new StoreUnavailable(method.getName(), new IllegalStateException("gone"));
                    }
                    try {
                        return method.invoke(inner, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void isBack(LastingEngine node) {
        gone = false;
        nodes.clock.advance(ResponseSchedule.FIRST_PAUSE);
        node.refreshBlocks();
        node.respond();
    }

    @Test
    void whatTheWorkflowBlocksIsBlockedAtOnceAndTheRestFollows() {
        LastingEngine node = node(1);
        gone = true;
        nodes.takenOver(node);

        node.respond();
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        assertThat(actions.asked).isEmpty();

        isBack(node);
        assertThat(actions.asked).containsExactly("rescan", "alert");
        assertThat(node.engine.controls().blocks(ALICE)).hasSize(1);
        assertThat(shared.blocks().of(ALICE, nodes.clock.instant())).hasSize(1);
        node.close();
    }

    @Test
    void aRestartMeanwhileForgetsNoBlock() {
        LastingEngine node = node(1);
        gone = true;
        assertThat(node.engine
                        .controls()
                        .block(ALICE, Restriction.BLOCK, "asked by telephone", Optional.empty(), "carol")
                        .reach())
                .isEqualTo(Block.Reach.THIS_NODE);
        node.close();

        LastingEngine again = node(1);
        assertThat(again.engine.restriction(ALICE)).isEqualTo(Restriction.BLOCK);

        gone = false;
        again.refreshBlocks();
        assertThat(shared.blocks().of(ALICE, nodes.clock.instant())).hasSize(1);
        again.engine.controls().unblock(ALICE, "carol");
        assertThat(again.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        again.close();
    }

    @Test
    void anIncidentThatEndedMeanwhileLeavesNoBlock() {
        LastingEngine node = node(1);
        nodes.takenOver(node);
        gone = true;
        node.respond();
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        Incident incident = nodes.incident(node);
        nodes.incidents.change(ALICE, current -> Optional.of(dismissed(incident)));

        gone = false;
        node.refreshBlocks();

        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        node.close();
    }

    private static Incident dismissed(Incident incident) {
        return new Incident(
                incident.id(),
                incident.account(),
                new Incident.IncidentStatus(IncidentState.DISMISSED, Optional.empty()),
                incident.severity(),
                incident.opened(),
                incident.updated(),
                incident.findings(),
                incident.counts());
    }

    @Test
    void aSlipOfThePenIsTakenBackWithoutTheStore() {
        LastingEngine node = node(1);
        gone = true;
        node.engine.controls().block(ALICE, Restriction.BLOCK, "the wrong one", Optional.empty(), "carol");

        assertThatThrownBy(() -> node.engine.controls().unblock(ALICE, "carol")).isInstanceOf(StoreUnavailable.class);

        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        gone = false;
        node.refreshBlocks();
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        node.close();
    }
}

package io.mailwarden.engine.response;

import io.mailwarden.engine.origin.SafeNetwork;
import io.mailwarden.engine.response.block.BlockStore;
import io.mailwarden.engine.response.block.InMemoryBlockStore;
import io.mailwarden.engine.support.InMemoryRuleStore;
import io.mailwarden.engine.support.RuleStore;
import io.mailwarden.engine.verdict.ExceptionRule;
import io.mailwarden.engine.verdict.InMemoryModeStore;
import io.mailwarden.engine.verdict.ModeStore;

/**
 * Where the engine keeps what it does about incidents, and how far it may go.
 *
 * @param blocks which accounts are restricted
 * @param ownBlocks the same as far as this node knows, for when the others cannot be reached
 * @param modes what administrators set while the server runs
 * @param records what was done about incidents
 * @param safeNetworks for whose places administrators vouch
 * @param exceptions what they do not want raised
 */
public record ResponseStores(
        BlockStore blocks,
        BlockStore.NodeFile ownBlocks,
        ModeStore modes,
        ResponseRecordStore records,
        RuleStore<SafeNetwork> safeNetworks,
        RuleStore<ExceptionRule> exceptions) {

    /** As long as the process lives. */
    public static ResponseStores inMemory() {
        return new ResponseStores(
                new InMemoryBlockStore(),
                BlockStore.NodeFile.NONE,
                new InMemoryModeStore(),
                new InMemoryResponseRecordStore(),
                new InMemoryRuleStore<>(),
                new InMemoryRuleStore<>());
    }
}

package io.mailwarden.engine.response.block;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.block.BlockStore.KnownBlocks;
import io.mailwarden.engine.response.block.BlockStore.NodeFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The blocks that were set while the store was gone, until it has them; and the file in which they, and all others that
 * this node knows, outlive the process. Not thread-safe: {@link Blocks} guards it.
 */
final class UnsharedBlocks {

    private static final Comparator<Block> ORDER = Comparator.comparing(Block::id);

    private final NodeFile file;
    private final Map<String, Block> waiting = new LinkedHashMap<>();
    private final List<Block> late = new ArrayList<>();
    private KnownBlocks written;

    UnsharedBlocks(NodeFile file) {
        this.file = file;
        written = file.read();
        written.unshared().forEach(block -> waiting.put(block.id(), block));
    }

    /** All that the file knew. */
    List<Block> known() {
        return Stream.concat(written.shared().stream(), written.unshared().stream())
                .toList();
    }

    /**
     * One more.
     *
     * @param holding all that hold, it too
     * @return whether it is in the file
     */
    boolean add(Block block, List<Block> holding) {
        waiting.put(block.id(), block);
        return know(holding);
    }

    /** Ids of those of the account. */
    Set<String> of(Account account) {
        return waiting.values().stream()
                .filter(block -> block.account().equals(account))
                .map(Block::id)
                .collect(Collectors.toSet());
    }

    /** Those are not to be shared. */
    void remove(Set<String> ids, List<Block> holding) {
        waiting.keySet().removeAll(ids);
        know(holding);
    }

    /** Puts them into the store; throws what it throws, and goes on there with the next call. */
    void share(BlockStore store, List<Block> holding) {
        if (!waiting.isEmpty()) {
            for (Block block : List.copyOf(waiting.values())) {
                store.add(block);
                waiting.remove(block.id());
                late.add(block);
            }
            know(holding);
        }
    }

    /** Those that were shared since the last call. */
    List<Block> takeLate() {
        List<Block> taken = List.copyOf(late);
        late.clear();
        return taken;
    }

    /** These hold now; whether the file says so. It is written only when it does not. */
    boolean know(List<Block> holding) {
        KnownBlocks known = new KnownBlocks(
                holding.stream()
                        .filter(block -> !waiting.containsKey(block.id()))
                        .sorted(ORDER)
                        .toList(),
                List.copyOf(waiting.values()));
        boolean kept = known.equals(written) || file.write(known);
        if (kept) {
            written = known;
        }
        return kept;
    }
}

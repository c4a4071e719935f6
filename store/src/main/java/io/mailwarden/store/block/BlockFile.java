package io.mailwarden.store.block;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Block.BlockCause;
import io.mailwarden.engine.response.block.Block.BlockCause.Author;
import io.mailwarden.engine.response.block.BlockStore;
import io.mailwarden.engine.response.block.BlockStore.KnownBlocks;
import io.mailwarden.engine.verdict.Restriction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blocks that one node knows, in a JSON file for James's user alone: replaced as a whole, and on disk when that is
 * done. Thread-safe.
 */
public final class BlockFile implements BlockStore.NodeFile {

    private static final Logger LOGGER = LoggerFactory.getLogger(BlockFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHARED = "shared";
    private static final String UNSHARED = "unshared";

    private final Path file;

    /** That file, which need not be there yet; its folder is. */
    public BlockFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized KnownBlocks read() {
        if (!Files.exists(file)) {
            return KnownBlocks.NONE;
        }
        try {
            JsonNode known = JSON.readTree(Files.readAllBytes(file));
            return new KnownBlocks(blocks(known.path(SHARED)), blocks(known.path(UNSHARED)));
        } catch (IOException | RuntimeException e) {
            LOGGER.error("{} cannot be read: blocks that the store does not have are lost", file, e);
            return KnownBlocks.NONE;
        }
    }

    @Override
    public synchronized boolean write(KnownBlocks blocks) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            try (FileChannel channel = FileChannel.open(
                    part,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(view(blocks)));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel names =
                    FileChannel.open(file.toAbsolutePath().resolveSibling(""), StandardOpenOption.READ)) {
                names.force(true);
            }
            return true;
        } catch (IOException e) {
            LOGGER.error("{} cannot be written: a restart while the store is gone forgets blocks", file, e);
            return false;
        }
    }

    private static ObjectNode view(KnownBlocks blocks) {
        ObjectNode view = JSON.createObjectNode();
        ArrayNode shared = view.putArray(SHARED);
        blocks.shared().forEach(block -> shared.add(view(block)));
        ArrayNode unshared = view.putArray(UNSHARED);
        blocks.unshared().forEach(block -> unshared.add(view(block)));
        return view;
    }

    private static ObjectNode view(Block block) {
        ObjectNode view = JSON.createObjectNode()
                .put("id", block.id())
                .put("account", block.account().name())
                .put("restriction", block.restriction().label())
                .put("reason", block.cause().reason())
                .put("author", block.cause().author().label())
                .put("by", block.cause().by())
                .put("since", block.since().toString());
        block.cause().incident().ifPresent(incident -> view.put("incident", incident));
        block.until().ifPresent(until -> view.put("until", until.toString()));
        return view;
    }

    private static List<Block> blocks(JsonNode views) {
        List<Block> blocks = new ArrayList<>();
        views.forEach(view -> blocks.add(block(view)));
        return blocks;
    }

    private static Block block(JsonNode view) {
        return new Block(
                view.path("id").asText(),
                new Account(view.path("account").asText()),
                Restriction.valueOf(view.path("restriction").asText().toUpperCase(Locale.ROOT)),
                new BlockCause(
                        view.path("reason").asText(),
                        Author.valueOf(view.path("author").asText().toUpperCase(Locale.ROOT)),
                        view.path("by").asText(),
                        text(view, "incident")),
                Instant.parse(view.path("since").asText()),
                text(view, "until").map(Instant::parse));
    }

    private static Optional<String> text(JsonNode view, String field) {
        return Optional.ofNullable(view.get(field)).map(JsonNode::asText);
    }
}

package io.mailwarden.survival;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.survival.Acts.Setting;
import io.mailwarden.testkit.ServerPlan;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Blocks: what an administrator was told is blocked is blocked, at the doors too, and what he was told is lifted is
 * lifted; nobody is blocked whom nobody blocked and who has no incident, and what was lifted once is never set again.
 */
final class BlockBook implements Book {

    static final String BLOCK = "block";

    private static final String OF_NO_INCIDENT =
            """
            SELECT account FROM block WHERE author = 'detector' AND lifted_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM incident WHERE incident.account = block.account AND incident.id = block.incident)
            """;

    private static final String OF_ENDED_INCIDENT =
            """
            SELECT block.id FROM block JOIN incident ON incident.account = block.account AND incident.id = block.incident
            WHERE lifted_at IS NULL AND incident.state IN ('dismissed', 'resolved')
            """;

    private static final String LIFTED = "SELECT id FROM block WHERE lifted_at IS NOT NULL";

    private final List<String> accounts;
    private final Acts acts;
    private final Tables tables;
    private final Set<String> lifted = new TreeSet<>();
    private long held;

    /** Of these accounts, which only the administrator of these acts blocks. */
    BlockBook(List<String> accounts, Acts acts, Tables tables) {
        this.accounts = List.copyOf(accounts);
        this.acts = acts;
        this.tables = tables;
    }

    /** How a block is known again. */
    static String words(String restriction, String reason) {
        return restriction + ": " + reason;
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<String, List<Setting>> settings = acts.settings(BLOCK);
        for (String account : accounts) {
            List<JsonNode> blocks = node.reviews().blocks(account);
            Lasting lasting = new Lasting(settings.getOrDefault(account, List.of()));
            lasting.compare("a block of " + account, words(blocks), wrong);
            held += lasting.size();
            door(node, account, blocks, wrong);
        }
        tables.texts(OF_NO_INCIDENT).forEach(account -> wrong.add("blocked without an incident: " + account));
        Set<String> current = new TreeSet<>(tables.texts(LIFTED));
        lifted.stream()
                .filter(id -> !current.contains(id))
                .forEach(id -> wrong.add("a lifted block is set again: " + id));
        lifted.addAll(current);
        return wrong;
    }

    private static Set<String> words(List<JsonNode> blocks) {
        Set<String> words = new TreeSet<>();
        blocks.forEach(block -> words.add(
                words(block.path("restriction").asText(), block.path("reason").asText())));
        return words;
    }

    private static void door(Node node, String account, List<JsonNode> blocks, List<String> wrong) throws IOException {
        boolean blocked = blocks.stream()
                .anyMatch(block -> block.path("restriction").asText().equals(BLOCK));
        if (node.letsIn(account, ServerPlan.PASSWORD, Cast.HOME) == blocked) {
            wrong.add(account + (blocked ? " is let in though blocked" : " is not let in, and not blocked"));
        }
    }

    @Override
    public List<String> finish(Node node) throws IOException {
        return tables.texts(OF_ENDED_INCIDENT).stream()
                .map(block -> "the incident has ended, its block holds: " + block)
                .toList();
    }

    @Override
    public String summary() {
        long answered = acts.settings(BLOCK).values().stream()
                .flatMap(List::stream)
                .filter(Setting::answered)
                .count();
        return String.format(
                Locale.ROOT,
                "blocks: %d set or lifted by hand; %d times one had to hold after a kill; %d lifted stayed so",
                answered,
                held,
                lifted.size());
    }
}

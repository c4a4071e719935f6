package io.mailwarden.survival;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Never, not for a moment, are two incidents of one account current: as the tables say, on all nodes. */
final class OneIncidentBook implements Book {

    private static final String QUERY =
            """
            SELECT account FROM incident WHERE state IN ('open', 'confirmed') GROUP BY account HAVING COUNT(*) > 1
            """;

    private final Tables tables;
    private final List<String> twice = new ArrayList<>();
    private long looks;

    OneIncidentBook(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void look(Node node) throws IOException {
        looks++;
        tables.texts(QUERY).forEach(account -> twice.add("two incidents are current for " + account));
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        look(node);
        return List.copyOf(twice);
    }

    @Override
    public String summary() {
        return "one incident for an account: looked " + looks + " times";
    }
}

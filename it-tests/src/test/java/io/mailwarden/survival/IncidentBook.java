package io.mailwarden.survival;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Incidents: what the API showed is there, at least as far as it was shown; and one at most is current for an account.
 */
final class IncidentBook implements Book {

    private static final Set<String> CURRENT = Set.of("open", "confirmed");

    private final HeldBook held;
    private final Map<String, JsonNode> shown = new HashMap<>();

    /** Also sees to it that held mail names only incidents that are there. */
    IncidentBook(HeldBook held) {
        this.held = held;
    }

    @Override
    public void look(Node node) throws IOException {
        node.incidents().forEach(incident -> shown.put(incident.path("id").asText(), incident));
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<String, JsonNode> current = new HashMap<>();
        Set<String> accounts = new HashSet<>();
        for (JsonNode incident : node.incidents()) {
            current.put(incident.path("id").asText(), incident);
            if (CURRENT.contains(incident.path("state").asText())
                    && !accounts.add(incident.path("account").asText())) {
                wrong.add("more than one incident is current for the account of " + incident);
            }
        }
        shown.forEach((id, before) -> compare(before, current.get(id), wrong));
        held.shown().stream()
                .flatMap(one -> one.incident().stream())
                .filter(id -> !current.containsKey(id))
                .distinct()
                .forEach(id -> wrong.add("held mail names an incident that is gone: " + id));
        return wrong;
    }

    private static void compare(JsonNode before, @Nullable JsonNode current, List<String> wrong) {
        if (current == null) {
            wrong.add("an incident is gone: " + before);
            return;
        }
        boolean same = before.path("account").equals(current.path("account"))
                && rank(current) >= rank(before)
                && !(critical(before) && !critical(current))
                && types(current).containsAll(types(before))
                && notLess("heldMessages", before, current)
                && notLess("passedMessages", before, current)
                && notLess("rejectedLogins", before, current);
        if (!same) {
            wrong.add("an incident fell back: " + before + " is now " + current);
        }
    }

    private static int rank(JsonNode incident) {
        return List.of("open", "confirmed", "dismissed", "resolved", "lapsed")
                .indexOf(incident.path("state").asText());
    }

    private static boolean critical(JsonNode incident) {
        return incident.path("severity").asText().equals("critical");
    }

    private static Set<String> types(JsonNode incident) {
        return new HashSet<>(incident.path("findings").findValuesAsText("type"));
    }

    private static boolean notLess(String count, JsonNode before, JsonNode current) {
        return current.path(count).asLong() >= before.path(count).asLong();
    }

    @Override
    public String summary() {
        return "incidents: " + shown.size() + " shown";
    }
}

package io.mailwarden.survival;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.OutsideWorld;
import io.mailwarden.survival.Acts.Deed;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Held mail: what the API showed waits until an administrator releases or deletes it, and what he released leaves once.
 * What he released just before a kill is in James's own queue, which in the memory app dies with it.
 */
final class HeldBook implements Book {

    static final String RELEASE = "release";
    static final String DELETE = "delete";

    private static final Pattern INCIDENT = Pattern.compile("incident (\\S+) is ");

    /**
     * A message that the API showed.
     *
     * @param first when it did so for the first time
     */
    record Shown(String id, String subject, String reason, Instant first) {

        Optional<String> incident() {
            Matcher found = INCIDENT.matcher(reason);
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        }
    }

    private final List<String> accounts;
    private final Acts acts;
    private final OutsideWorld outside;
    private final Map<String, Shown> shown = new HashMap<>();
    private long lostOnTheirWay;

    /** Of what these accounts send. */
    HeldBook(List<String> accounts, Acts acts, OutsideWorld outside) {
        this.accounts = accounts;
        this.acts = acts;
        this.outside = outside;
    }

    @Override
    public void look(Node node) throws IOException {
        noteDown(node.held(), Instant.now());
    }

    private void noteDown(List<JsonNode> waiting, Instant seen) {
        for (JsonNode held : waiting) {
            String id = held.path("id").asText();
            shown.computeIfAbsent(
                    id,
                    key -> new Shown(
                            key,
                            held.path("subject").asText(),
                            held.path("reason").asText(),
                            seen));
        }
    }

    /** All that was ever shown. */
    List<Shown> shown() {
        return List.copyOf(shown.values());
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> now = new TreeSet<>();
        List<JsonNode> waiting = new ArrayList<>();
        for (String account : accounts) {
            waiting.addAll(node.reviews().held(account));
        }
        waiting.forEach(held -> now.add(held.path("id").asText()));
        Map<String, Long> arrived =
                outside.subjects().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        lostOnTheirWay = 0;
        for (Shown one : shown.values()) {
            audit(one, now.contains(one.id()), arrived.getOrDefault(one.subject(), 0L), wrong);
        }
        // What was held in the last moment was seen by nobody in time to be missed.
        noteDown(waiting, killed);
        return wrong;
    }

    private void audit(Shown one, boolean waits, long arrived, List<String> wrong) {
        List<Deed> deeds = acts.about(one.id());
        if (deeds.isEmpty() && !waits) {
            wrong.add("held mail is gone that nobody released: " + one);
        }
        Optional<Deed> done =
                deeds.stream().filter(deed -> deed.done().isPresent()).findFirst();
        if (done.isPresent() && waits) {
            wrong.add("held mail waits again after " + done.get() + ": " + one);
        }
        long released =
                deeds.stream().filter(deed -> deed.verb().equals(RELEASE)).count();
        boolean once = done.filter(deed -> deed.verb().equals(RELEASE)).isPresent() && released == 1;
        if (arrived > (once ? 1 : released)) {
            wrong.add("held mail left " + arrived + " times, released " + released + " times: " + one);
        }
        if (once && arrived == 0) {
            lostOnTheirWay++;
        }
    }

    @Override
    public String summary() {
        return "held mail: %d shown, %d released, %d of those died in James's own queue"
                .formatted(shown.size(), acts.deeds(RELEASE).size(), lostOnTheirWay);
    }
}

package io.mailwarden.survival;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.OutsideWorld;
import io.mailwarden.survival.Acts.Request;
import io.mailwarden.testkit.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Held mail: what the API showed waits until an administrator releases or deletes it, on whatever node, and what he
 * released leaves once. A release that was begun is finished after a kill; what had passed Mailwarden just before is in
 * James's own queue, which in the memory app dies with it.
 */
final class HeldBook implements Book {

    static final String RELEASE = "release";
    static final String DELETE = "delete";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    // Mail whose claim the store did not answer in time waits a minute in the spool.
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(90);
    private static final Duration OFTEN = Duration.ofMillis(100);

    /**
     * A message that the API showed.
     *
     * @param first when it did so for the first time
     */
    record Shown(String id, String subject, Optional<String> incident, Instant first) {}

    private final List<String> accounts;
    private final List<Acts> acts;
    private final OutsideWorld outside;
    private final Tables tables;
    private final Map<String, Shown> shown = new HashMap<>();
    private long lostOnTheirWay;

    /** Of what these accounts send, and administrators do at all nodes. */
    HeldBook(List<String> accounts, List<Acts> acts, OutsideWorld outside, Tables tables) {
        this.accounts = accounts;
        this.acts = acts;
        this.outside = outside;
        this.tables = tables;
    }

    @Override
    public void look(Node node) throws IOException {
        noteDown(node.held(), TestTime.now());
    }

    private void noteDown(List<JsonNode> waiting, Instant seen) {
        for (JsonNode held : waiting) {
            JsonNode incident = held.path("incident");
            String id = held.path("id").asText();
            shown.computeIfAbsent(
                    id,
                    key -> new Shown(
                            key,
                            held.path("subject").asText(),
                            incident.isMissingNode() ? Optional.empty() : Optional.of(incident.asText()),
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
        finishReleases(wrong);
        Instant asked = TestTime.now();
        List<JsonNode> waiting = new ArrayList<>();
        for (String account : accounts) {
            waiting.addAll(node.reviews().held(account));
        }
        Set<String> current = new TreeSet<>();
        waiting.forEach(held -> current.add(held.path("id").asText()));
        Map<String, Long> arrived =
                outside.subjects().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        lostOnTheirWay = 0;
        for (Shown one : shown.values()) {
            audit(one, asked, current.contains(one.id()), arrived.getOrDefault(one.subject(), 0L), wrong);
        }
        // What was held in the last moment was seen by nobody in time to be missed.
        noteDown(waiting, killed);
        return wrong;
    }

    // Of what was released so far: the other node's administrator goes on releasing.
    private void finishReleases(List<String> wrong) throws IOException {
        String left = " FROM held_mail WHERE state = 'releasing' AND changed_at <= " + Tables.micros(TestTime.now());
        try {
            await().atMost(ON_ITS_WAY).pollInterval(OFTEN).until(() -> tables.number("SELECT COUNT(*)" + left) == 0);
        } catch (ConditionTimeoutException e) {
            wrong.add("released and not sent on: "
                    + tables.texts("SELECT id || ' of node ' || node || ', released ' || changed_at || ', sent '"
                            + " || COALESCE(CAST(sent_at AS TEXT), 'never')" + left));
        }
        long gone = tables.number("SELECT COUNT(*) FROM held_mail WHERE state = 'gone'");
        if (gone > 0) {
            wrong.add("rows of held mail without the mail: " + gone);
        }
    }

    private void audit(Shown one, Instant asked, boolean waits, long arrived, List<String> wrong) {
        if (!waits && requests(one).isEmpty() && !decidedNow(one)) {
            wrong.add("held mail is gone that nobody released: " + one);
        }
        List<Request> requests = requests(one);
        Optional<Request> done = requests.stream()
                .filter(request ->
                        request.done().filter(at -> at.isBefore(asked)).isPresent())
                .findFirst();
        if (done.isPresent() && waits) {
            wrong.add("held mail waits again after " + done.get() + ": " + one);
        }
        boolean released = requests.stream().anyMatch(request -> request.verb().equals(RELEASE));
        if (arrived > (released ? 1 : 0)) {
            wrong.add("held mail left " + arrived + " times, after " + requests + ": " + one);
        }
        if (done.filter(request -> request.verb().equals(RELEASE)).isPresent() && arrived == 0) {
            lostOnTheirWay++;
        }
    }

    private List<Request> requests(Shown one) {
        return acts.stream().flatMap(each -> each.about(one.id()).stream()).toList();
    }

    // Another node's administrator writes down what he did only after he was told.
    private boolean decidedNow(Shown one) {
        try {
            await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> !requests(one)
                    .isEmpty());
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    @Override
    public String summary() {
        long released =
                acts.stream().mapToLong(each -> each.requests(RELEASE).size()).sum();
        return String.format(
                Locale.ROOT,
                "held mail: %d shown, %d released, %d of those died in James's own queue",
                shown.size(),
                released,
                lostOnTheirWay);
    }
}

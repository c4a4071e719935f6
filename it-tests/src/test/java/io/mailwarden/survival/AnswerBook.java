package io.mailwarden.survival;

import static org.awaitility.Awaitility.await;

import io.mailwarden.testkit.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Answers: what an incident says was done was done, with the default workflow: its block was set, its re-scan begun,
 * its alert raised, each once; and no incident that is critical or confirmed stays without an answer.
 */
final class AnswerBook implements Book {

    /** Of the default workflow, at critical. */
    static final Set<String> CRITICAL = Set.of("alert", "block-outgoing", "end-sessions", "rescan");

    // Another node waits for 15 s, and so does one that was started again.
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String RESPONSES = "SELECT incident || ' ' || severity || ' ' || response FROM deed";

    private static final String UNANSWERED =
            """
            SELECT id FROM incident WHERE state IN ('open', 'confirmed')
            AND (severity = 'critical' OR state = 'confirmed') AND COALESCE(answered, '') <> 'critical'
            """;

    private static final String ANSWERED_CRITICAL = "SELECT id FROM incident WHERE answered = 'critical'";

    private static final String WITHOUT_BLOCK =
            """
            SELECT incident FROM deed WHERE severity = 'critical' AND response = 'block-outgoing' AND 1 <>
            (SELECT COUNT(*) FROM block WHERE block.account = deed.account AND block.id = deed.incident || '-critical')
            """;

    private static final String WITHOUT_RESCAN =
            """
            SELECT incident FROM deed WHERE response = 'rescan' AND NOT EXISTS
            (SELECT 1 FROM rescan WHERE rescan.account = deed.account AND rescan.incident = deed.incident)
            """;

    private static final String WITHOUT_ALERT =
            """
            SELECT incident FROM deed WHERE response = 'alert' AND NOT EXISTS
            (SELECT 1 FROM alert_told WHERE alert_told.account = deed.account)
            """;

    private final Tables tables;
    private final Set<String> responses = new TreeSet<>();
    private long late;

    AnswerBook(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void look(Node node) throws IOException {
        responses.addAll(tables.texts(RESPONSES));
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String> answered = tables.texts(ANSWERED_CRITICAL);
        Set<String> current = new TreeSet<>(tables.texts(RESPONSES));
        responses.stream()
                .filter(response -> !current.contains(response))
                .forEach(response -> wrong.add("a response is gone: " + response));
        responses.addAll(current);
        for (String incident : answered) {
            if (current.contains(incident + " critical alert-only")
                    && !current.contains(incident + " critical alert")) {
                continue; // Nobody is inside.
            }
            CRITICAL.stream()
                    .map(response -> incident + " critical " + response)
                    .filter(response -> !current.contains(response))
                    .forEach(response -> wrong.add("answered, but not done: " + response));
        }
        tables.texts(WITHOUT_BLOCK).forEach(incident -> wrong.add("no block, though it was set: " + incident));
        tables.texts(WITHOUT_RESCAN).forEach(incident -> wrong.add("no re-scan, though it began: " + incident));
        tables.texts(WITHOUT_ALERT).forEach(incident -> wrong.add("no alert, though it was raised: " + incident));
        late += tables.texts(UNANSWERED).size();
        return wrong;
    }

    @Override
    public List<String> finish(Node node) throws IOException {
        try {
            await().atMost(PATIENCE).until(() -> tables.texts(UNANSWERED).isEmpty());
        } catch (ConditionTimeoutException e) {
            return List.of("not answered: " + tables.texts(UNANSWERED));
        }
        return audit(node, TestTime.now());
    }

    @Override
    public String summary() {
        return String.format(
                Locale.ROOT,
                "answers: %d responses; %d times an incident waited for its answer after a kill",
                responses.size(),
                late);
    }
}

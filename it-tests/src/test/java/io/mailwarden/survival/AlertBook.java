package io.mailwarden.survival;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.survival.Hooks.Told;
import io.mailwarden.testkit.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Alerts: each that was raised comes at least once, always by the same id; one for an account and a cause, or a
 * critical incident and a cause, and none that is not in the store.
 */
final class AlertBook implements Book {

    private static final ObjectMapper JSON = new ObjectMapper();

    // Whoever was killed with an alert in his hands keeps it for five minutes.
    private static final Duration LEASE = Duration.ofMinutes(6);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String ROWS = "SELECT id FROM alert";
    private static final String SENT = "SELECT id FROM alert WHERE state = 'sent'";
    private static final String WAITING = "SELECT id FROM alert WHERE state = 'waiting'";

    private static final String TOLD = "SELECT account || ' ' || cause FROM alert_told";
    private static final String CONTENT = "SELECT content FROM alert";

    private final Hooks hooks;
    private final Tables tables;
    private final Set<String> rows = new TreeSet<>();
    private long left;

    /** Of the alerts in these tables, all of which come there. */
    AlertBook(Hooks hooks, Tables tables) {
        this.hooks = hooks;
        this.tables = tables;
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        // First: another node may be sending.
        List<String> sent = tables.texts(SENT);
        List<Told> told = hooks.told();
        Set<String> ids = told.stream().map(Told::id).collect(Collectors.toSet());
        Set<String> current = new TreeSet<>(tables.texts(ROWS));
        sent.stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> wrong.add("an alert counts as sent and never came: " + id));
        ids.stream()
                .filter(id -> !current.contains(id))
                .forEach(id -> wrong.add("an alert came that is not kept: " + id));
        rows.stream().filter(id -> !current.contains(id)).forEach(id -> wrong.add("an alert is gone: " + id));
        rows.addAll(current);
        byCause(told).forEach((cause, different) -> {
            if (different.size() > 1) {
                wrong.add("told as " + different + ": " + cause);
            }
        });
        List<String> counted = tables.texts(TOLD).stream().map(String::strip).toList();
        Set<String> raised = raised();
        counted.stream()
                .filter(once -> !raised.contains(once))
                .forEach(once -> wrong.add("counts as told, and there is no alert: " + once));
        left += tables.texts(WAITING).size();
        return wrong;
    }

    private Set<String> raised() throws IOException {
        Set<String> raised = new TreeSet<>();
        for (String content : tables.texts(CONTENT)) {
            JsonNode alert = JSON.readTree(content);
            raised.add(once(
                    alert.path("account").asText(),
                    alert.path("cause").asText(),
                    alert.path("severity").asText().equals("critical"),
                    alert.path("incident").asText()));
        }
        return raised;
    }

    // What is critical is told once for each incident, all else once for each account.
    private static String once(String account, String cause, boolean critical, String incident) {
        return (account + ' ' + cause + ' ' + (critical ? incident : "")).strip();
    }

    private static Map<String, Set<String>> byCause(List<Told> told) {
        return told.stream()
                .collect(Collectors.groupingBy(
                        one -> once(one.account(), one.cause(), one.cause().startsWith("critical"), one.incident()),
                        Collectors.mapping(Told::id, Collectors.toSet())));
    }

    @Override
    public List<String> finish(Node node) throws IOException {
        node.setClock(LEASE);
        try {
            await().atMost(PATIENCE).until(() -> tables.texts(WAITING).isEmpty());
        } catch (ConditionTimeoutException e) {
            return List.of("alerts that were never sent: " + tables.texts(WAITING));
        }
        return audit(node, TestTime.now());
    }

    @Override
    public String summary() {
        List<Told> told = hooks.told();
        return String.format(
                Locale.ROOT,
                "alerts: %d came, %d of them again; %d times one waited after a kill",
                told.size(),
                told.size() - byCause(told).size(),
                left);
    }
}

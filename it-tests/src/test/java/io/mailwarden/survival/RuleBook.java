package io.mailwarden.survival;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.survival.Acts.Setting;
import io.mailwarden.testkit.Reviews;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Safe networks and exceptions: what an administrator was told holds does, with its words; what he was told is taken back
 * is; and there is none that nobody made.
 */
final class RuleBook implements Book {

    static final String SAFE_NETWORK = "safe-network";
    static final String EXCEPTION = "exception";

    private final List<String> accounts;
    private final Acts acts;
    private long held;

    /** Of these accounts, for which only the administrator of these acts makes rules. */
    RuleBook(List<String> accounts, Acts acts) {
        this.accounts = List.copyOf(accounts);
        this.acts = acts;
    }

    private static String list(String kind) {
        return "mailwarden/" + kind + "s";
    }

    /** Makes one for the account, which is known by its words; the HTTP status. */
    static int make(Node node, String kind, String account, String words) throws IOException {
        String body = kind.equals(EXCEPTION)
                ? "{\"type\":\"new-country\",\"account\":\"%s\",\"country\":\"SE\",\"comment\":\"%s\"}"
                : "{\"account\":\"%s\",\"network\":\"203.0.113.0/25\",\"description\":\"%s\"}";
        return node.admin().post(list(kind), body.formatted(account, words)).status();
    }

    /** Takes all back that are for the account alone; the HTTP status of the last. */
    static int takeBack(Node node, String kind, String account) throws IOException {
        int status = 204;
        for (JsonNode rule : rules(node.reviews(), kind, account)) {
            status = node.admin()
                    .delete(list(kind) + "/" + rule.path("id").asText())
                    .status();
        }
        return status;
    }

    private static List<JsonNode> rules(Reviews reviews, String kind, String account) throws IOException {
        return reviews.items(list(kind) + "?limit=1000&account=" + account);
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String kind : List.of(SAFE_NETWORK, EXCEPTION)) {
            Map<String, List<Setting>> settings = acts.settings(kind);
            for (String account : accounts) {
                Set<String> holding = new TreeSet<>();
                rules(node.reviews(), kind, account)
                        .forEach(rule -> holding.add(rule.path("description").asText()
                                + rule.path("comment").asText()));
                Lasting lasting = new Lasting(settings.getOrDefault(account, List.of()));
                lasting.compare("a " + kind + " of " + account, holding, wrong);
                held += lasting.size();
            }
        }
        return wrong;
    }

    @Override
    public String summary() {
        return String.format(Locale.ROOT, "safe networks and exceptions: %d times one had to hold after a kill", held);
    }
}

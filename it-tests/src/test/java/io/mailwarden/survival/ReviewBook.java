package io.mailwarden.survival;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.survival.Acts.Request;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reviews: what an administrator was told is done stays done, in the incident and in the event log. */
final class ReviewBook implements Book {

    static final String CONFIRM = "confirm";
    static final String DISMISS = "dismiss";

    private final List<Acts> acts;
    private final Tables tables;

    /** Of what administrators did at all nodes; the list may grow. */
    ReviewBook(List<Acts> acts, Tables tables) {
        this.acts = acts;
        this.tables = tables;
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        // Before the incidents are asked for: another node's administrator goes on meanwhile.
        List<Request> done = done();
        long logged = tables.number("SELECT COUNT(*) FROM event_log WHERE kind = 'reviewed'");
        Map<String, JsonNode> current = new HashMap<>();
        node.incidents().forEach(incident -> current.put(incident.path("id").asText(), incident));
        for (Request request : done) {
            JsonNode incident = current.get(request.id());
            String state = incident == null ? "gone" : incident.path("state").asText();
            boolean dismissed = acts.stream()
                    .flatMap(one -> one.about(request.id()).stream())
                    .anyMatch(other -> other.verb().equals(DISMISS));
            if (!state.equals(dismissed ? "dismissed" : "confirmed")
                    && !(request.verb().equals(CONFIRM) && state.equals("confirmed"))) {
                wrong.add(request + " was answered, but the incident is " + state);
            }
        }
        if (logged < done.size()) {
            wrong.add(String.format(Locale.ROOT, "%d reviews were answered, the log has %d", done.size(), logged));
        }
        return wrong;
    }

    private List<Request> done() {
        return acts.stream()
                .flatMap(one -> Stream.concat(one.requests(CONFIRM).stream(), one.requests(DISMISS).stream()))
                .filter(request -> request.done().isPresent())
                .toList();
    }

    @Override
    public String summary() {
        return "reviews: " + done().size() + " answered";
    }
}

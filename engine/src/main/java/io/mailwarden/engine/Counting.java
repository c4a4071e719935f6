package io.mailwarden.engine;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.review.Counts;
import io.mailwarden.engine.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Counts what was judged. Thread-safe. */
record Counting(Counts counts) {

    private static final Map<Login.Outcome, String> LOGINS = Arrays.stream(Login.Outcome.values())
            .collect(Collectors.toUnmodifiableMap(outcome -> outcome, outcome -> "logins-" + outcome.label()));

    void judged(Event event, Origin origin, Verdict verdict) {
        if (event instanceof Login login) {
            judged(login, origin, verdict);
        } else if (event instanceof Message) {
            counts.events().count("messages");
            verdict(verdict);
        }
    }

    private void judged(Login login, Origin origin, Verdict verdict) {
        boolean blocked = login.accepted() && verdict instanceof Verdict.Reject;
        counts.events().count(Objects.requireNonNull(LOGINS.get(blocked ? Login.Outcome.BLOCKED : login.outcome())));
        verdict(verdict);
        if (login.accepted() && origin.place().isEmpty() && !origin.safe()) {
            counts.cannotTell().count(login.protocol().label());
        }
    }

    void verdict(Verdict verdict) {
        counts.verdicts().count(verdict.label());
    }

    void found(List<Anomaly> anomalies) {
        anomalies.forEach(anomaly -> counts.anomalies().count(anomaly.type()));
    }
}

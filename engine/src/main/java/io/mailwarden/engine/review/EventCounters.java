package io.mailwarden.engine.review;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.assess.AssessmentListener;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.verdict.Verdict;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Counts the assessed events for the overview and the metrics. Thread-safe. */
public record EventCounters(Counts counts) implements AssessmentListener {

    private static final Map<Login.Outcome, String> LOGINS = Arrays.stream(Login.Outcome.values())
            .collect(Collectors.toUnmodifiableMap(outcome -> outcome, outcome -> "logins-" + outcome.label()));

    public void assessed(Event event, Origin origin, Verdict verdict) {
        if (event.accept(new Counter(counts, origin, verdict))) {
            verdict(verdict);
        }
    }

    /** Counts an event; each says whether its verdict is counted too, because a client was waiting for it. */
    private record Counter(Counts counts, Origin origin, Verdict verdict) implements Event.Visitor<Boolean> {

        @Override
        public Boolean login(Login login) {
            boolean blocked = login.accepted() && verdict.denies();
            Login.Outcome outcome = blocked ? Login.Outcome.BLOCKED : login.outcome();
            counts.events().count(Objects.requireNonNull(LOGINS.get(outcome)));
            if (login.accepted() && origin.place().isEmpty() && !origin.safe()) {
                counts.cannotTell().count(login.protocol().label());
            }
            return true;
        }

        @Override
        public Boolean message(Message message) {
            counts.events().count("messages");
            return true;
        }

        @Override
        public Boolean clientSeen(ClientSeen seen) {
            return false;
        }

        @Override
        public Boolean deliveryReport(DeliveryReport report) {
            return false;
        }

        @Override
        public Boolean phishingReceived(PhishingReceived phishing) {
            return false;
        }
    }

    public void verdict(Verdict verdict) {
        counts.verdicts().count(verdict.label());
    }

    @Override
    public void assessed(Assessment assessment) {
        assessment.anomalies().forEach(anomaly -> counts.anomalies().count(anomaly.type()));
    }
}

package io.mailwarden.engine.review;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Counts events, verdicts and anomalies since the engine began. Thread-safe. */
public final class EventCounters {

    private static final Map<Login.Outcome, String> LOGINS = Arrays.stream(Login.Outcome.values())
            .collect(Collectors.toUnmodifiableMap(outcome -> outcome, outcome -> "logins-" + outcome.label()));

    private final Instant since;
    private final Tally events = new Tally();
    private final Tally verdicts = new Tally();
    private final Tally anomalies = new Tally();
    // Accepted logins whose place is not known, under the name of the protocol.
    private final Tally cannotTell = new Tally();

    /** Nothing yet, of an engine that begins then. */
    public EventCounters(Instant since) {
        this.since = since;
    }

    /** Counts an event, and its verdict where a client was waiting for it. */
    public void assessed(Event event, Origin origin, Verdict verdict) {
        if (event.accept(new Counter(origin, verdict))) {
            verdict(verdict);
        }
    }

    /** Counts an event; each says whether its verdict is counted too, because a client was waiting for it. */
    private final class Counter implements Event.Visitor<Boolean> {

        private final Origin origin;
        private final Verdict verdict;

        Counter(Origin origin, Verdict verdict) {
            this.origin = origin;
            this.verdict = verdict;
        }

        @Override
        public Boolean login(Login login) {
            boolean blocked = login.accepted() && verdict.denies();
            Login.Outcome outcome = blocked ? Login.Outcome.BLOCKED : login.outcome();
            events.count(Objects.requireNonNull(LOGINS.get(outcome)));
            if (login.accepted() && origin.place().isEmpty() && !origin.safe()) {
                cannotTell.count(login.protocol().label());
            }
            return true;
        }

        @Override
        public Boolean message(Message message) {
            events.count("messages");
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

    /** Counts a verdict. */
    public void verdict(Verdict verdict) {
        verdicts.count(verdict.label());
    }

    /** Counts what was found in an event. */
    public void found(Assessment assessment) {
        assessment.anomalies().forEach(anomaly -> anomalies.count(anomaly.type()));
    }

    /** As it stands now. */
    Overview.Activity activity() {
        long untold =
                cannotTell.all().values().stream().mapToLong(Long::longValue).sum();
        return new Overview.Activity(since, events.all(), verdicts.all(), anomalies.all(), untold);
    }
}

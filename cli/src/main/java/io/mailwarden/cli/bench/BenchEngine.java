package io.mailwarden.cli.bench;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.eventlog.ReplayClock;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.review.AccountReport;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.support.Alarms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A fresh engine that lives at the events' time, and its administrator: one who never looks, or one who dismisses a
 * critical incident so long after it became critical, unless it is about a takeover. Not thread-safe.
 */
final class BenchEngine implements AutoCloseable {

    private record Due(Instant at, String incident) {}

    private final ReplayClock clock = new ReplayClock();
    private final Engine engine;
    private final Review review;
    private final Optional<Duration> dismissesAfter;
    private final Deque<Due> due = new ArrayDeque<>();
    private final Set<String> critical = new HashSet<>();
    private final Set<String> takeovers = new HashSet<>();

    BenchEngine(EngineConfig config, Optional<Duration> dismissesAfter) {
        engine = Engine.create(config, new Alarms(clock), clock);
        review = engine.review();
        this.dismissesAfter = dismissesAfter;
    }

    /** What an honest event comes to. */
    Assessment honest(Event event) {
        Assessment assessment = assess(event);
        dismissesAfter.ifPresent(time -> newlyCritical(assessment)
                .ifPresent(id -> due.add(new Due(clock.instant().plus(time), id))));
        return assessment;
    }

    /** What a thief's event comes to. */
    Assessment stolen(Event event) {
        Assessment assessment = assess(event);
        assessment.incident().map(Incident::id).ifPresent(takeovers::add);
        return assessment;
    }

    private Assessment assess(Event event) {
        clock.sawEventAt(event.at());
        while (!due.isEmpty() && !due.element().at().isAfter(clock.instant())) {
            String incident = due.remove().incident();
            if (!takeovers.contains(incident)) {
                review.dismiss(incident);
            }
        }
        return engine.examine(event);
    }

    private Optional<String> newlyCritical(Assessment assessment) {
        return assessment
                .incident()
                .filter(Verdicts::critical)
                .map(Incident::id)
                .filter(critical::add);
    }

    /** Whether something critical stands against the account already. */
    boolean contained(Account account) {
        return review.account(account).map(AccountReport::state).orElse("").equals("critical");
    }

    @Override
    public void close() {
        engine.close();
    }
}

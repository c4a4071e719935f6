package io.mailwarden.engine.assess;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.verdict.ExceptionRule.Subject;
import io.mailwarden.engine.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Takes events of one kind through the engine, every kind in the same steps (ADR 23). Callers hold the profile's
 * monitor. Thread-safe.
 *
 * @param <E> the kind of events
 * @param <S> what detectors see of one
 */
abstract class Assessor<E extends Event, S> {

    private final AssessmentParts parts;

    Assessor(AssessmentParts parts) {
        this.parts = parts;
    }

    /**
     * An event as it is filed.
     *
     * @param verdict the answer, with the incident that it belongs to
     * @param incident the account's incident, when the event opened it or added to it
     */
    record Filed(Verdict verdict, Optional<Incident> incident) {}

    /** Assesses the event, has profile and organisation learn from it, and writes what came of it into the log. */
    final Assessment assess(E event, EventContext context) {
        return begin(event, context).map(seen -> assess(event, seen, context)).orElse(Assessment.NOTHING);
    }

    private Assessment assess(E event, S seen, EventContext context) {
        Profile profile = context.profile();
        Findings findings = detect(seen, profile);
        Correlation correlation = correlate(seen, findings, profile);
        Verdict verdict = context.verdict(() -> decide(seen, correlation));
        Filed filed = file(event, correlation, verdict);
        EventOutcome outcome = outcome(seen, correlation, filed.verdict(), profile);
        E answered = answered(event, filed.verdict());
        learn(answered, seen, profile, outcome);
        record(answered, context, outcome);
        parts.excuses().count(findings.excuses(), event.at());
        return new Assessment(filed.verdict(), findings.raised(), filed.incident(), bearing(seen, correlation));
    }

    /** The first step: it is counted, and looked at; empty when it counts for nothing. */
    abstract Optional<S> begin(E event, EventContext context);

    /** What is anomalous in it, alone or with what stands against the account, and not excused. */
    abstract Findings detect(S seen, Profile profile);

    /** What was found, together with what stands against the account. */
    abstract Correlation correlate(S seen, Findings findings, Profile profile);

    /** What is left of what was found when exceptions are heard, alone and joined with what stands. */
    final Findings raised(List<Anomaly> found, List<Suspicion> standing, Subject subject) {
        Findings alone = parts.excuses().sift(found, subject);
        List<Anomaly> joined = parts.correlation().joined(alone.raised(), standing, subject.at());
        return parts.excuses().sift(joined, subject).and(alone.excuses());
    }

    /** All that stands against the account as far as it bears on the event, what was found included. */
    List<Suspicion> bearing(S seen, Correlation correlation) {
        return correlation.standing();
    }

    /** The answer. */
    abstract Verdict decide(S seen, Correlation correlation);

    /** Adds what was found to the account's incident, when the account is under suspicion. */
    Filed file(E event, Correlation correlation, Verdict verdict) {
        return new Filed(verdict, parts.correlation().file(event, correlation, verdict.denies()));
    }

    /** All that is needed to learn from it. */
    abstract EventOutcome outcome(S seen, Correlation correlation, Verdict verdict, Profile profile);

    /** The event as it happened in the end, with that answer. */
    E answered(E event, Verdict verdict) {
        return event;
    }

    /** The last step: profile and organisation learn from it, as far as the outcome says. */
    abstract void learn(E event, S seen, Profile profile, EventOutcome outcome);

    /** Writes it into the log, and into the profile how much of the log it holds. */
    final void record(E event, EventContext context, EventOutcome outcome) {
        long sequence = parts.log().append(new EventAssessed(event, context.origin(), outcome));
        context.profile().logged(parts.log().node(), sequence);
    }

    /** What it works with. */
    final AssessmentParts parts() {
        return parts;
    }
}

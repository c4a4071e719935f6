package io.mailwarden.engine.response;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.incident.Incident;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * When this node answers an incident: at once where it made it what it is, some seconds later where another node did,
 * and, after it failed, at growing intervals until it succeeds or the incident becomes graver. Thread-safe.
 */
public final class ResponseSchedule {

    /** The node whose step opened or worsened an incident answers it at once; another after so long. */
    public static final Duration OTHERS_WAIT = Duration.ofSeconds(15);

    /** After the first failure; doubled with each further one. */
    public static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** Whatever fails, it is tried again after so long. */
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Set<String> own = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> firstSeen = new ConcurrentHashMap<>();
    private final Map<String, FailedResponse> failures = new ConcurrentHashMap<>();

    /** An incident could not be answered at that severity. */
    private record FailedResponse(Severity severity, Instant at, Duration pause) {

        FailedResponse again(Instant now) {
            Duration doubled = pause.multipliedBy(2);
            return new FailedResponse(severity, now, doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
        }

        // A clock that was set back must not make anybody wait longer.
        boolean over(Instant now) {
            return now.isBefore(at) || !now.isBefore(at.plus(pause));
        }
    }

    /** A schedule in which nothing is due yet. */
    public ResponseSchedule(Clock clock) {
        this.clock = clock;
    }

    /** The time that it goes by. */
    Clock clock() {
        return clock;
    }

    /** This node made the incident what it is. */
    void opened(Incident incident) {
        own.add(incident.id());
    }

    /** Those that are to be answered now; what failed before comes behind what did not. */
    List<Incident> due(Supplier<List<Incident>> unanswered) {
        // Before the incidents are looked at: one that opens meanwhile must not be forgotten as this node's own.
        Set<String> opened = Set.copyOf(own);
        List<Incident> all = unanswered.get();
        Set<String> ids = all.stream().map(Incident::id).collect(Collectors.toSet());
        own.removeIf(id -> opened.contains(id) && !ids.contains(id));
        firstSeen.keySet().retainAll(ids);
        failures.keySet().retainAll(ids);
        return all.stream()
                .filter(this::due)
                .sorted(Comparator.comparing(incident -> failures.containsKey(incident.id())))
                .toList();
    }

    private boolean due(Incident incident) {
        Instant now = clock.instant();
        Instant since = firstSeen.computeIfAbsent(incident.id(), id -> now);
        boolean ours = own.contains(incident.id()) || !now.isBefore(since.plus(OTHERS_WAIT));
        FailedResponse failure = failures.get(incident.id());
        return ours && (failure == null || failure.severity() != incident.due() || failure.over(now));
    }

    /** It could not be answered at that severity, or only in part. */
    void failed(Incident incident, Severity severity) {
        Instant now = clock.instant();
        failures.compute(
                incident.id(),
                (id, before) -> before != null && before.severity() == severity
                        ? before.again(now)
                        : new FailedResponse(severity, now, FIRST_PAUSE));
    }

    /** It is answered. */
    void answered(Incident incident) {
        failures.remove(incident.id());
    }

    /** Whether any of those that are unanswered has failed. */
    boolean anyFailed() {
        return !failures.isEmpty();
    }
}

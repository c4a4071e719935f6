package io.mailwarden.engine.assess;

import io.mailwarden.engine.assess.Excuse.By;
import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.origin.SafeNetworks;
import io.mailwarden.engine.verdict.ExceptionRule.Field;
import io.mailwarden.engine.verdict.ExceptionRule.Subject;
import io.mailwarden.engine.verdict.ExceptionRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells what administrators do not want raised, and by which rule; costs no I/O. Thread-safe. */
public final class Excuses {

    private final SafeNetworks safeNetworks;
    private final ExceptionRules exceptions;

    /** By these rules. */
    public Excuses(SafeNetworks safeNetworks, ExceptionRules exceptions) {
        this.safeNetworks = safeNetworks;
        this.exceptions = exceptions;
    }

    /** For whose places administrators vouch. */
    SafeNetworks safeNetworks() {
        return safeNetworks;
    }

    /** Those of what was found that no exception excuses, and by what the others are. */
    Findings sift(List<Anomaly> found, Subject subject) {
        if (found.isEmpty()) {
            return Findings.NONE;
        }
        List<Anomaly> raised = new ArrayList<>(found.size());
        List<Excuse> excuses = new ArrayList<>();
        for (Anomaly one : found) {
            exceptions
                    .excusing(one.type(), one.evidence(), subject)
                    .ifPresentOrElse(
                            rule -> excuses.add(new Excuse(
                                    By.EXCEPTION,
                                    rule.id(),
                                    one.evidence(),
                                    rule.narrowing().fields())),
                            () -> raised.add(one));
        }
        return new Findings(raised, excuses);
    }

    /**
     * The safe network that silenced something about a login; empty when it changed nothing.
     *
     * @param strange what would have been found without it
     * @param found what was found
     */
    Optional<Excuse> silenced(List<Anomaly> strange, List<Anomaly> found, Subject subject) {
        return strange.stream().allMatch(one -> stands(one, found))
                ? Optional.empty()
                : subject.origin()
                        .address()
                        .flatMap(address -> safeNetworks.with(subject.account(), address, subject.at()))
                        .map(one ->
                                new Excuse(By.SAFE_NETWORK, one.id(), Set.of(Evidence.PLACE), Set.of(Field.NETWORK)));
    }

    private static boolean stands(Anomaly strange, List<Anomaly> found) {
        return found.stream()
                .anyMatch(one -> one.type().equals(strange.type()) && one.strength() >= strange.strength());
    }

    /** Each rule did so at that time: counted once for an event, whatever it excused of it. */
    void count(List<Excuse> excuses, Instant at) {
        if (excuses.isEmpty()) {
            return;
        }
        ids(excuses, By.SAFE_NETWORK).forEach(id -> safeNetworks.did(id, at));
        ids(excuses, By.EXCEPTION).forEach(id -> exceptions.did(id, at));
    }

    private static Stream<String> ids(List<Excuse> excuses, By by) {
        return excuses.stream().filter(one -> one.by() == by).map(Excuse::id).distinct();
    }
}

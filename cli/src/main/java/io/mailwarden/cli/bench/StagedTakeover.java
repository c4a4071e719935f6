package io.mailwarden.cli.bench;

import io.mailwarden.cli.bench.attack.AttackStep;
import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One takeover, and how far it came. Steps come in order of time. */
final class StagedTakeover {

    private final String fold;
    private final Set<Integer> closed = new HashSet<>();
    private final Strengths strengths = new Strengths();
    private @Nullable Instant began;
    private @Nullable Instant found;
    private boolean told;
    private boolean critical;
    private boolean stopped;
    private long outBefore;
    private long outInAll;
    private long sent;

    /** Of an account in that fifth. */
    StagedTakeover(String fold) {
        this.fold = fold;
    }

    /** In which fifth its account is. */
    String fold() {
        return fold;
    }

    /** Whether the thief still can do that: a session whose login was rejected is none. */
    boolean canDo(AttackStep step) {
        return !closed.contains(step.session());
    }

    /** Done, and assessed. */
    void did(AttackStep step, Assessment assessment) {
        Event event = step.event();
        if (began == null) {
            began = event.at();
        }
        if (found == null && !assessment.anomalies().isEmpty()) {
            found = event.at();
        }
        strengths.add(assessment);
        told |= assessment.incident().isPresent();
        critical |= Verdicts.critical(assessment);
        if (Verdicts.rejected(assessment)) {
            closed.add(step.session());
        }
        boolean stoppedNow = Verdicts.rejected(assessment) || Verdicts.held(assessment);
        stopped |= stoppedNow;
        if (event.sends()) {
            sent++;
            outInAll += stoppedNow ? 0 : 1;
            outBefore += stopped ? 0 : 1;
        }
    }

    boolean began() {
        return began != null;
    }

    /** Anything at all was found in what the thief did. */
    boolean suspected() {
        return found != null;
    }

    /** What was found opened an incident, or joined one. */
    boolean told() {
        return told;
    }

    /** Something critical was found, or what was found joined a critical incident. */
    boolean critical() {
        return critical;
    }

    /** A message was held or a login rejected. */
    boolean stopped() {
        return stopped;
    }

    /** Messages that left before the first was held or a login rejected; all, when none was. */
    long outBeforeStop() {
        return outBefore;
    }

    /** Messages that left. */
    long outInAll() {
        return outInAll;
    }

    boolean sends() {
        return sent > 0;
    }

    /** From its first step to the first anomaly; empty when there was none. */
    Optional<Duration> timeToDetect() {
        return found == null || began == null ? Optional.empty() : Optional.of(Duration.between(began, found));
    }

    /** Types of all that was found. */
    Set<String> detectors() {
        return strengths.detectors();
    }

    /** How strong what was found became. */
    Strengths strengths() {
        return strengths;
    }
}

package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.SnapshotReader;
import io.mailwarden.engine.event.SnapshotWriter;
import io.mailwarden.engine.event.UnreadableSnapshot;
import io.mailwarden.engine.profile.Evidence.Stream;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An anomaly that still stands against an account.
 *
 * @param at time of its event
 * @param type the detector's name
 * @param evidence what it looked at, at least one
 * @param score 0 to 1
 * @param network key of the network that it was found about; 0 for what is not about a login
 * @param explanation in words and numbers, cut after {@value #LONGEST} characters: the incident has all of it
 */
public record Suspicion(
        Instant at, String type, Set<Evidence> evidence, double score, long network, String explanation) {

    private static final int LONGEST = 160;
    private static final StableNumbers<Evidence> NUMBERS = new StableNumbers<>(
            Evidence.class,
            List.of(
                    Evidence.PLACE,
                    Evidence.TIME,
                    Evidence.CLIENT,
                    Evidence.PASSWORD,
                    Evidence.REPUTATION,
                    Evidence.COMPANY,
                    Evidence.VOLUME,
                    Evidence.RECIPIENTS,
                    Evidence.CONTENT,
                    Evidence.IDENTITY,
                    Evidence.HOUR,
                    Evidence.RETURNS,
                    Evidence.JOINED));
    private static final Set<Evidence> OF_MOVING = Set.of(Evidence.PLACE, Evidence.TIME);

    public Suspicion {
        evidence = Set.copyOf(evidence);
        explanation = explanation.length() > LONGEST ? explanation.substring(0, LONGEST) : explanation;
    }

    /** Of something else than a login. */
    public Suspicion(Instant at, String type, Set<Evidence> evidence, double score, String explanation) {
        this(at, type, evidence, score, 0, explanation);
    }

    /** Whether all that it looked at belongs to that stream. */
    public boolean of(Stream stream) {
        return evidence.stream().allMatch(one -> one.stream() == stream);
    }

    /** Whether it looked at nothing but where and when, as whoever moves abroad changes both. */
    boolean ofMoving() {
        return OF_MOVING.containsAll(evidence);
    }

    /** Whether it looked at anything that the other looked at too. */
    boolean shares(Set<Evidence> others) {
        return evidence.stream().anyMatch(others::contains);
    }

    void write(SnapshotWriter out) {
        out.time(at);
        out.text(type);
        int looked = 0;
        for (Evidence one : evidence) {
            looked |= 1 << NUMBERS.of(one);
        }
        out.number(looked);
        out.decimal(score);
        out.number(network);
        out.text(explanation);
    }

    // There are few types: each is in memory once.
    static Suspicion read(SnapshotReader in) throws UnreadableSnapshot {
        Instant at = in.time();
        String type = in.text(LONGEST).intern();
        Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
        int looked = in.number((1 << NUMBERS.all().size()) - 1);
        for (Evidence one : NUMBERS.all()) {
            if ((looked >>> NUMBERS.of(one) & 1) != 0) {
                evidence.add(one);
            }
        }
        double score = in.decimal64();
        if (!(score >= 0 && score <= 1)) {
            throw in.unreadable("no score: " + score);
        }
        return new Suspicion(at, type, evidence, score, in.number(), in.text(LONGEST));
    }
}

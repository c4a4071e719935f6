package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Trait;
import java.util.Optional;
import java.util.Set;

/**
 * A login from a provider that the account never used. Score 0.15: everybody meets new ones, and in open data of some
 * 1,700 accounts most of what it found was the owner. Silent for other networks of a known provider, which mobile
 * carriers change by the hour, for the organisation's own networks, and while learning.
 */
final class UnusualNetwork implements Detector {

    private static final double SCORE = 0.15;

    @Override
    public String type() {
        return "unusual-network";
    }

    @Override
    public String finds() {
        return "a provider that the account never used, on a network that is not the organisation's own; weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.PLACE);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (sighting.footprint().asn() == 0
                || !Unfamiliar.placeHere(sighting, profile)
                || !Unfamiliar.newProvider(sighting, profile)
                || profile.habits().distinct(Trait.ASN) == 0
                || Unfamiliar.isOrganisations(sighting)) {
            return Optional.empty();
        }
        return Optional.of(found(
                Severity.SUSPECTED,
                SCORE,
                Explanation.of(
                        "first login through this provider, %s; until now the account used %s",
                        Unfamiliar.place(sighting),
                        Explanation.count(profile.habits().distinct(Trait.ASN), "other provider", "other providers"))));
    }
}

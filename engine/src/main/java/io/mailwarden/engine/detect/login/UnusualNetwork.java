package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A login from a provider that the account never used. Score 0.15: everybody meets new ones, and in open data of some
 * 1,700 accounts most of what it found was the owner. Silent for the organisation's own networks, and while learning.
 *
 * <p>Other networks of a known provider are news of an account alone that is settled: at most one in ten of its logins
 * came from a network that was new to it, and it used three networks at most within the last thirty days. Score 0.1,
 * whatever the program: in open data 1 to 2 % of such accounts' logins come from another network of their provider, and
 * of thieves there all (docs/detection.md). Joined with sending it takes as much as beside a program without a name. Silent
 * beside a new program: a new phone is on another network, too, and no two signs. A phone that a mobile carrier moves by
 * the hour is told of twice, and is a habit then.
 */
final class UnusualNetwork implements Detector {

    private static final double SCORE = 0.15;
    private static final double SETTLED_SCORE = 0.1;
    // As many networks as an account has were new to it once.
    private static final int LOGINS_A_NETWORK = 10;
    // A home, an office, and one more.
    private static final int FEW_NETWORKS = 3;
    private static final Duration LATELY = Duration.ofDays(30);

    @Override
    public String type() {
        return "unusual-network";
    }

    @Override
    public String finds() {
        return "a provider that the account never used, on a network that is not the organisation's own, or another"
                + " network of an account that hardly ever changes its own; weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.PLACE);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (!Unfamiliar.placeHere(sighting, profile) || Unfamiliar.isOrganisations(sighting)) {
            return Optional.empty();
        }
        return otherProvider(sighting, profile) ? Optional.of(provider(sighting, profile)) : network(sighting, profile);
    }

    private static boolean otherProvider(LoginSighting sighting, Profile profile) {
        return sighting.footprint().asn() != 0
                && Unfamiliar.newProvider(sighting, profile)
                && profile.habits().distinct(Trait.ASN) > 0;
    }

    private Anomaly provider(LoginSighting sighting, Profile profile) {
        return found(
                Severity.SUSPECTED,
                SCORE,
                Explanation.of(
                        "first login through this provider, %s; until now the account used %s",
                        Unfamiliar.place(sighting),
                        Explanation.count(profile.habits().distinct(Trait.ASN), "other provider", "other providers")));
    }

    private Optional<Anomaly> network(LoginSighting sighting, Profile profile) {
        int networks = profile.habits().distinct(Trait.NETWORK);
        return !settled(networks, sighting.at(), profile)
                        || profile.used(sighting.footprint(), sighting.at())
                        || NewClient.isNews(sighting.client(), sighting.footprint(), sighting.at(), profile)
                ? Optional.empty()
                : Optional.of(found(
                        Severity.SUSPECTED,
                        SETTLED_SCORE,
                        Explanation.of(
                                "first login from this network, %s; all %,d logins until now came from %s",
                                Unfamiliar.place(sighting),
                                profile.learnedLogins(),
                                Explanation.count(networks, "other network", "other networks"))));
    }

    private static boolean settled(int networks, Instant at, Profile profile) {
        return networks > 0
                && (long) networks * LOGINS_A_NETWORK <= profile.learnedLogins()
                && profile.usedWithin(Trait.NETWORK, LATELY, at) <= FEW_NETWORKS;
    }
}

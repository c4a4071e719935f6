package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.ClientSighting;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Evidence.Stream;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Trait;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A login with a client that is older than tolerated and that the account never used: programs that thieves run name
 * themselves after mail clients of long ago. Score 0.25: old machines are taken out of cupboards, too; 0.1 for another
 * version of a program that it uses. Silent for who uses it anyway, on known networks, and while learning; a name that is
 * told after the login counts while an anomalous login stands.
 */
final class OutdatedClient implements Detector {

    private static final double SCORE = 0.25;
    private static final double OWN_PROGRAM_SCORE = 0.1;

    private final List<OldestVersion> oldest;

    OutdatedClient(OutdatedClientConfig config) {
        oldest = config.oldest().stream().map(OldestVersion::parse).toList();
    }

    @Override
    public String type() {
        return "outdated-client";
    }

    @Override
    public String finds() {
        return "a program older than tolerated, which the account never used; weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.CLIENT);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        return Unfamiliar.here(sighting, profile) && never(sighting.footprint(), sighting.at(), profile)
                ? outdated(sighting.client(), score(sighting.footprint(), sighting.at(), profile))
                : Optional.empty();
    }

    @Override
    public Optional<Anomaly> onClient(ClientSighting sighting, Profile profile) {
        return profile.mature(sighting.at())
                        && profile.standing(sighting.at()).stream().anyMatch(one -> one.of(Stream.LOGIN))
                        && never(sighting.footprint(), sighting.at(), profile)
                ? outdated(sighting.seen().client(), score(sighting.footprint(), sighting.at(), profile))
                : Optional.empty();
    }

    private static boolean never(Footprint footprint, Instant at, Profile profile) {
        return profile.habits().daysSince(Trait.CLIENT, footprint.client(), at) < 0;
    }

    private static double score(Footprint footprint, Instant at, Profile profile) {
        return profile.habits().daysSince(Trait.FAMILY, footprint.family(), at) >= 0 ? OWN_PROGRAM_SCORE : SCORE;
    }

    private Optional<Anomaly> outdated(Client client, double score) {
        for (OldestVersion tolerated : oldest) {
            if (tolerated.olderIs(client)) {
                return Optional.of(found(
                        Severity.SUSPECTED,
                        score,
                        Explanation.of("first login with %s (oldest tolerated: %s)", client, tolerated.version())));
            }
        }
        return Optional.empty();
    }
}

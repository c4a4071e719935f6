package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.ClientSighting;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Trait;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A login with a client that thieves are known to use and the account never used. Score 0.5: web sites and machines
 * send by the same programs, but seldom begin to do so in an account that people use. Silent for an account that uses
 * that program anyway, and while learning.
 */
final class AbusedClient implements Detector {

    private static final double SCORE = 0.5;

    private final List<String> names;

    AbusedClient(AbusedClientConfig config) {
        names = config.names();
    }

    @Override
    public String type() {
        return "abused-client";
    }

    @Override
    public String finds() {
        return "a program that thieves are known for";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.CLIENT);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        return sighting.origin().safe()
                ? Optional.empty()
                : abused(sighting.client(), sighting.footprint(), sighting.at(), profile);
    }

    @Override
    public Optional<Anomaly> onClient(ClientSighting sighting, Profile profile) {
        return abused(sighting.seen().client(), sighting.footprint(), sighting.at(), profile);
    }

    private Optional<Anomaly> abused(Client client, Footprint footprint, Instant at, Profile profile) {
        if (!listed(client)
                || !profile.mature(at)
                || profile.habits().daysSince(Trait.FAMILY, footprint.family(), at) >= 0) {
            return Optional.empty();
        }
        return Optional.of(found(
                Severity.SUSPECTED,
                SCORE,
                Explanation.of("first login with %s, a program that thieves are known to use", client)));
    }

    private boolean listed(Client client) {
        for (String name : names) {
            if (client.family().regionMatches(true, 0, name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }
}

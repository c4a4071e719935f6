package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.profile.Profile;
import java.util.Optional;
import java.util.Set;

/**
 * A login through an anonymizer (score 0.4) or from a data centre (0.3) that the account never used. Its place tells
 * little, so it does not count beside what other detectors find about the place. Silent for other networks of a
 * provider that the account uses: those who fetch mail from data centres, or always go through a VPN, change networks
 * there. Silent for the organisation's own networks, and while learning.
 */
final class HiddenNetwork implements Detector {

    private static final double ANONYMIZER_SCORE = 0.4;
    private static final double HOSTING_SCORE = 0.3;

    @Override
    public String type() {
        return "hidden-network";
    }

    @Override
    public String finds() {
        return "a data centre, VPN or Tor exit that the account never used and that is not the organisation's own;"
                + " weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.PLACE);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        NetworkKind kind = sighting.origin().kind();
        if (!kind.hidesPlace()
                || !Unfamiliar.placeHere(sighting, profile)
                || !Unfamiliar.newProvider(sighting, profile)
                || Unfamiliar.isOrganisations(sighting)) {
            return Optional.empty();
        }
        return Optional.of(found(
                Severity.SUSPECTED,
                kind == NetworkKind.ANONYMIZER ? ANONYMIZER_SCORE : HOSTING_SCORE,
                Explanation.of("first login through %s: %s", kind.words(), Unfamiliar.place(sighting))));
    }
}

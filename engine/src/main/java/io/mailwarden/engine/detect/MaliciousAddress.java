package io.mailwarden.engine.detect;

import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.profile.Evidence;
import io.mailwarden.engine.profile.Profile;
import java.util.Optional;
import java.util.Set;

/**
 * A login from an address or network that a list of malicious ones names; critical, as in Check Point's and Microsoft's
 * products. It fires while learning too. Score 0.95: lists err.
 */
final class MaliciousAddress implements Detector {

    private static final double SCORE = 0.95;

    @Override
    public String type() {
        return "malicious-address";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.REPUTATION);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting now, Profile profile) {
        if (now.origin().safe() || now.origin().kind() != NetworkKind.MALICIOUS) {
            return Optional.empty();
        }
        return Optional.of(found(
                Severity.CRITICAL,
                SCORE,
                Explanation.of(
                        "login from %s, listed as malicious by %s",
                        now.origin().address().map(Object::toString).orElse("an address"),
                        now.origin().listedBy())));
    }
}

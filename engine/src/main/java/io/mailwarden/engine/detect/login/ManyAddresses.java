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
 * One account used from many addresses within the hour: a botnet, or a password that goes around. Score 0.4, and 0.2
 * where data centres hide their users: clouds that fetch mail have hundreds of addresses. Found at an address of a
 * network and a provider that the account never used before: mobile carriers give the same phone a new address each
 * time, and a team shares its office's. It fires while learning too.
 */
final class ManyAddresses implements Detector {

    private static final double SCORE = 0.4;
    private static final double HIDDEN_SCORE = 0.2;

    private final ManyAddressesConfig config;

    ManyAddresses(ManyAddressesConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "many-addresses";
    }

    @Override
    public String finds() {
        return "many addresses on one account";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.PLACE);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (!Unfamiliar.newPlace(sighting, profile)
                || profile.habits().distinct(Trait.NETWORK) == 0
                || !Unfamiliar.newProvider(sighting, profile)) {
            return Optional.empty();
        }
        int addresses = 1 + profile.usedWithin(Trait.ADDRESS, config.window(), sighting.at());
        return addresses <= config.addresses()
                ? Optional.empty()
                : Optional.of(found(
                        Severity.SUSPECTED,
                        sighting.origin().kind().hidesPlace() ? HIDDEN_SCORE : SCORE,
                        Explanation.of(
                                "used from %d addresses within %s (limit %d)",
                                addresses, Explanation.period(config.window()), config.addresses())));
    }
}

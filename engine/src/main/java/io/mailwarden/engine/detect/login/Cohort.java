package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import java.util.Optional;
import java.util.Set;

/**
 * One origin that drives many accounts: several get in from the same address or network within an hour, none of which
 * ever did before (the idea of EVILCOHORT, Stringhini et al. 2015). Score: 1 - 0.6 x limit / accounts: 0.4 at the
 * limit, 0.7 at twice. Silent where the organisation is at home, and while learning: on the day of a move or of the
 * first start everybody is new everywhere.
 */
final class Cohort implements Detector {

    private static final double AT_LIMIT = 0.6;

    private final CohortConfig config;

    Cohort(CohortConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "cohort";
    }

    @Override
    public String finds() {
        return "many accounts new at one address";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.COMPANY);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (!Unfamiliar.here(sighting, profile)) {
            return Optional.empty();
        }
        int onAddress =
                sighting.organisation().newcomers(sighting.footprint().address(), sighting.at(), config.window());
        int onNetwork =
                sighting.organisation().newcomers(sighting.footprint().network(), sighting.at(), config.window());
        boolean oneAddress = onAddress >= config.addressAccounts();
        if (!oneAddress && onNetwork < config.networkAccounts() || Unfamiliar.isOrganisations(sighting)) {
            return Optional.empty();
        }
        return Optional.of(
                oneAddress
                        ? anomaly(onAddress, config.addressAccounts(), "address")
                        : anomaly(onNetwork, config.networkAccounts(), "network"));
    }

    private Anomaly anomaly(int accounts, int limit, String place) {
        return found(
                Severity.SUSPECTED,
                1 - AT_LIMIT * limit / accounts,
                Explanation.of(
                        "%d accounts that were never there before logged in from the same %s within %s (limit %d)",
                        accounts, place, Explanation.period(config.window()), limit));
    }
}

package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * An account wakes after a long silence at a network that it never used: nobody watches abandoned accounts, as thieves
 * know. Score 0.2 through a provider that it never used, 0.1 through a known one: who comes back after months often has
 * another line. Silent from where it was used before, and for accounts that hardly were.
 */
final class DormantAccount implements Detector {

    private static final double SCORE = 0.2;
    private static final double KNOWN_PROVIDER_SCORE = 0.1;

    private final DormantAccountConfig config;

    DormantAccount(DormantAccountConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "dormant-account";
    }

    @Override
    public String finds() {
        return "an account used again after months, on a network that neither it nor its organisation uses";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.PLACE);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (sighting.origin().placeVouched() || profile.learnedLogins() < config.logins()) {
            return Optional.empty();
        }
        Duration silence = profile.silence(sighting.at()).orElse(Duration.ZERO);
        if (silence.compareTo(config.silentFor()) < 0
                || Unfamiliar.everUsed(sighting, profile)
                || Unfamiliar.isOrganisations(sighting)) {
            return Optional.empty();
        }
        return Optional.of(found(
                Severity.SUSPECTED,
                KnownHand.lowered(
                        Unfamiliar.newProvider(sighting, profile) ? SCORE : KNOWN_PROVIDER_SCORE, sighting, profile),
                Explanation.of(
                        "used again after %d days of silence (limit %s), from a network that it never used: %s%s",
                        silence.toDays(),
                        Explanation.period(config.silentFor()),
                        Unfamiliar.place(sighting),
                        KnownHand.words(sighting, profile))));
    }
}

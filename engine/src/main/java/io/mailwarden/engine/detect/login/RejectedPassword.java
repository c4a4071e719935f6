package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A login from a network where the account was never let in, within a day after its right password was rejected:
 * somebody may know it. Each such login is judged one step stricter. Through a provider that the account never used,
 * which is weak alone, it is critical (score 0.9): whoever was turned away tries the next proxy. Within a known one,
 * which moves its phones by the hour, or while habits or geography cannot tell, it is suspected (0.3), and one
 * independent sign beside it makes it critical; what the account sends is not judged by it, since an outsider who
 * guesses where an owner is about to arrive brings it about. Silent for networks that anybody vouches for, and where
 * the account was before: its owner is never shut out there. The day begins with the first rejection, so that trying
 * again does not prolong it. (Scores by judgement: no open data has logins that a guard rejected.)
 */
final class RejectedPassword implements Detector {

    private static final double STRANGE_PROVIDER_SCORE = 0.9;
    private static final double SCORE = 0.3;

    @Override
    public String type() {
        return "rejected-password";
    }

    @Override
    public String finds() {
        return "a network that the account never used, within a day after its right password was rejected; critical "
                + "through a provider that it never used";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.PASSWORD, Evidence.GUESSES);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (!Unfamiliar.neverUsed(sighting, profile) || Unfamiliar.isOrganisations(sighting)) {
            return Optional.empty();
        }
        return profile.attempts()
                .deniedSince(sighting.at())
                .map(since -> anomaly(strangeProvider(sighting, profile), since, sighting));
    }

    private Anomaly anomaly(boolean strange, Instant since, LoginSighting sighting) {
        return new Anomaly(
                type(),
                strange ? Set.of(Evidence.PASSWORD) : evidence(),
                strange ? Severity.CRITICAL : Severity.SUSPECTED,
                Score.clamped(strange ? STRANGE_PROVIDER_SCORE : SCORE),
                Explanation.of(
                        "from a network %sthat the account never used, %s after its right password was rejected",
                        strange ? "and a provider " : "", Explanation.ago(Duration.between(since, sighting.at()))));
    }

    private static boolean strangeProvider(LoginSighting sighting, Profile profile) {
        return profile.known(sighting.at())
                && sighting.footprint().asn() != 0
                && profile.habits().distinct(Trait.ASN) > 0
                && Unfamiliar.newProvider(sighting, profile);
    }
}

package io.mailwarden.engine.detect;

import io.mailwarden.engine.event.Require;
import io.mailwarden.engine.profile.Evidence;
import io.mailwarden.engine.profile.Profile;
import java.util.Optional;
import java.util.Set;

/**
 * The right password after many different wrong ones: guessing that succeeded.
 *
 * <p>Counted are distinct 12-bit marks of wrong passwords, so one old phone that repeats itself counts once. Critical
 * (score 0.95) when the guesses came from the network that then got in, be it for this account or over all accounts
 * (spraying); suspected (0.8) when they came from elsewhere. Silent for a network that the account knows: owners forget
 * their passwords at home.
 */
final class GuessedPassword implements Detector {

    private static final double SAME_NETWORK_SCORE = 0.95;
    private static final double ELSEWHERE_SCORE = 0.8;

    private final GuessedPasswordConfig config;

    GuessedPassword(GuessedPasswordConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "guessed-password";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.PASSWORD);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting now, Profile profile) {
        if (now.origin().safe() || profile.knowsNetwork(now.origin(), now.at())) {
            return Optional.empty();
        }
        long network = now.footprint().network();
        int fromHere = network == 0 ? 0 : profile.wrongPasswords(network, now.at(), config.window());
        int fromAnywhere = profile.wrongPasswords(now.at(), config.window());
        if (fromHere >= config.distinctPasswords()) {
            return Optional.of(guessed(Severity.CRITICAL, SAME_NETWORK_SCORE, fromHere, "from the same network"));
        }
        int fromNetwork = now.organisation().wrongPasswords(network, now.at(), config.window());
        if (fromNetwork >= config.networkPasswords()) {
            return Optional.of(sprayed(fromNetwork));
        }
        return fromAnywhere >= config.distinctPasswords()
                ? Optional.of(guessed(Severity.SUSPECTED, ELSEWHERE_SCORE, fromAnywhere, "from other networks"))
                : Optional.empty();
    }

    private Anomaly guessed(Severity severity, double score, int count, String where) {
        return found(
                severity,
                score,
                Explanation.of(
                        "right password after %d different wrong ones %s within %s (limit %d)",
                        count, where, Require.text(config.window()), config.distinctPasswords()));
    }

    private Anomaly sprayed(int count) {
        return found(
                Severity.CRITICAL,
                SAME_NETWORK_SCORE,
                Explanation.of(
                        "right password after %d different wrong ones for many accounts from the same network within %s"
                                + " (limit %d)",
                        count, Require.text(config.window()), config.networkPasswords()));
    }
}

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
 * The right password after many different wrong ones: guessing that succeeded.
 *
 * <p>Counted are distinct 12-bit marks of wrong passwords, so one old phone that repeats itself counts once. Critical
 * (score 0.95) when the guesses came from the network that then got in, be it for this account or over all accounts
 * from one address or network, or when the address tried many accounts (spraying: few passwords each); suspected (0.8)
 * when they came from elsewhere. Silent for a network that the account knows: owners forget their passwords at home;
 * what came over all accounts is silent on the organisation's own networks too: at an office somebody always mistypes.
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
    public String finds() {
        return "the right password after many different wrong ones for the account, or from the address or "
                + "network for many; critical from the guessing network";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.PASSWORD);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (!Unfamiliar.newNetwork(sighting, profile)) {
            return Optional.empty();
        }
        long network = sighting.footprint().network();
        int fromHere = network == 0 ? 0 : profile.wrongPasswords(network, sighting.at(), config.window());
        if (fromHere >= config.distinctPasswords()) {
            return Optional.of(guessed(Severity.CRITICAL, SAME_NETWORK_SCORE, fromHere, "from the same network"));
        }
        Optional<Anomaly> sprayed = sprayed(sighting);
        if (sprayed.isPresent()) {
            return sprayed;
        }
        int fromAnywhere = profile.wrongPasswords(sighting.at(), config.window());
        return fromAnywhere >= config.distinctPasswords()
                ? Optional.of(guessed(Severity.SUSPECTED, ELSEWHERE_SCORE, fromAnywhere, "from other networks"))
                : Optional.empty();
    }

    private Anomaly guessed(Severity severity, double score, int count, String where) {
        return found(
                severity,
                score,
                Explanation.of(
                        "the right password after %d different wrong ones %s within %s (limit %d)",
                        count, where, Explanation.period(config.window()), config.distinctPasswords()));
    }

    private Optional<Anomaly> sprayed(LoginSighting sighting) {
        long address = sighting.footprint().address();
        long network = sighting.footprint().network();
        int accounts = sighting.organisation().triedAccounts(address, sighting.at(), config.window());
        int fromAddress = sighting.organisation().wrongPasswords(address, sighting.at(), config.window());
        int fromNetwork = sighting.organisation().wrongPasswords(network, sighting.at(), config.window());
        String what;
        if (fromNetwork >= config.networkPasswords()) {
            what = words(fromNetwork, "different wrong ones for many accounts", "network", config.networkPasswords());
        } else if (fromAddress >= config.addressPasswords()) {
            what = words(fromAddress, "different wrong ones for many accounts", "address", config.addressPasswords());
        } else if (accounts >= config.sprayedAccounts()) {
            what = words(accounts, "accounts were tried with wrong ones", "address", config.sprayedAccounts());
        } else {
            return Optional.empty();
        }
        return Unfamiliar.isOrganisations(sighting)
                ? Optional.empty()
                : Optional.of(found(Severity.CRITICAL, SAME_NETWORK_SCORE, new Explanation(what)));
    }

    private String words(int count, String what, String place, int limit) {
        return Explanation.of(
                        "the right password after %d %s from the same %s within %s (limit %d)",
                        count, what, place, Explanation.period(config.window()), limit)
                .text();
    }
}

package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.organisation.Organisation;
import io.mailwarden.engine.support.Require;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The right password after many different wrong ones: guessing that succeeded.
 *
 * <p>Counted are distinct 12-bit marks of wrong passwords, so one old phone that repeats itself counts once. Anybody
 * can guess, also from the network of an owner who is about to arrive there: only the very address that guessed is
 * critical (score 0.95), be it for this account or, over all accounts, when it tried many of them (spraying: few
 * passwords each). The rest is suspected, and joined with other signs of the login, never with what the account sends:
 * guesses from the same network (0.95 through a provider that the account never used, so that any second sign makes it
 * critical, else 0.8), from elsewhere (0.8), or over all names (0.5: names that are no accounts show nothing for
 * certain). Silent for networks where the account was let in before: owners forget their passwords at home, and nobody
 * is shut out where he was at work before others guessed. What came over all accounts is silent on the organisation's
 * own networks too: at an office somebody always mistypes. What was tried before the account was given back to its
 * owner counts no more.
 */
final class GuessedPassword implements Detector {

    private static final double CERTAIN_SCORE = 0.95;
    private static final double NEARBY_SCORE = 0.8;
    private static final double OTHERS_SCORE = 0.5;

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
                + "network for many; critical from the guessing address";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.PASSWORD, Evidence.GUESSES);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (!Unfamiliar.neverUsed(sighting, profile)) {
            return Optional.empty();
        }
        Duration window = profile.attempts().unforgiven(sighting.at(), config.window());
        return Stream.of(
                        fromAddress(sighting, window),
                        sprayed(sighting, window),
                        fromNetwork(sighting, profile, window),
                        fromElsewhere(sighting, profile, window),
                        sprayedNearby(sighting, window))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Anomaly> fromAddress(LoginSighting sighting, Duration window) {
        int wrong = sighting.organisation()
                .wrongPasswords(sighting.footprint().address(), sighting.login().account(), sighting.at(), window);
        return guessed(Severity.CRITICAL, CERTAIN_SCORE, wrong, "from the same address");
    }

    private Optional<Anomaly> fromNetwork(LoginSighting sighting, Profile profile, Duration window) {
        long network = sighting.footprint().network();
        int wrong = network == 0 ? 0 : profile.attempts().wrongPasswords(network, sighting.at(), window);
        double score = Unfamiliar.newProvider(sighting, profile) ? CERTAIN_SCORE : NEARBY_SCORE;
        return guessed(Severity.SUSPECTED, score, wrong, "from the same network");
    }

    private Optional<Anomaly> fromElsewhere(LoginSighting sighting, Profile profile, Duration window) {
        int wrong = profile.attempts().wrongPasswords(sighting.at(), window);
        return guessed(Severity.SUSPECTED, NEARBY_SCORE, wrong, "from other networks");
    }

    private Optional<Anomaly> guessed(Severity severity, double score, int count, String where) {
        return count < config.distinctPasswords()
                ? Optional.empty()
                : Optional.of(anomaly(
                        severity,
                        score,
                        Explanation.of(
                                "right password after %d different wrong ones %s within %s (limit %d)",
                                count, where, Require.text(config.window()), config.distinctPasswords())));
    }

    private Anomaly anomaly(Severity severity, double score, Explanation explanation) {
        Set<Evidence> evidence = severity == Severity.CRITICAL ? Set.of(Evidence.PASSWORD) : evidence();
        return new Anomaly(type(), evidence, severity, Score.clamped(score), explanation);
    }

    // Names that are accounts', tried from the very address.
    private Optional<Anomaly> sprayed(LoginSighting sighting, Duration window) {
        long address = Organisation.accountsAt(sighting.footprint().address());
        return tried(sighting, address, "address", config.addressPasswords(), window)
                .map(what -> anomaly(Severity.CRITICAL, CERTAIN_SCORE, what));
    }

    // Whatever the names, and from the whole network.
    private Optional<Anomaly> sprayedNearby(LoginSighting sighting, Duration window) {
        return tried(sighting, sighting.footprint().network(), "network", config.networkPasswords(), window)
                .or(() -> tried(sighting, sighting.footprint().address(), "address", config.addressPasswords(), window))
                .map(what -> anomaly(Severity.SUSPECTED, OTHERS_SCORE, what));
    }

    private Optional<Explanation> tried(LoginSighting sighting, long place, String kind, int limit, Duration window) {
        Organisation everybody = sighting.organisation();
        int passwords = everybody.wrongPasswords(place, sighting.at(), window);
        int accounts = everybody.triedAccounts(place, sighting.at(), window);
        boolean enough = passwords >= limit;
        boolean many = kind.equals("address") && accounts >= config.sprayedAccounts();
        if (!enough && !many || Unfamiliar.isOrganisations(sighting)) {
            return Optional.empty();
        }
        return Optional.of(
                enough
                        ? words(passwords, "wrong ones for many accounts", kind, limit)
                        : words(accounts, "accounts were tried with wrong ones", kind, config.sprayedAccounts()));
    }

    private Explanation words(int count, String what, String place, int limit) {
        return Explanation.of(
                "right password after %d different %s from the same %s within %s (limit %d)",
                count, what, place, Require.text(config.window()), limit);
    }
}

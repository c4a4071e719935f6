package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Profile;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A login or a submitted message from an address or network that a list of malicious ones names; critical, as in Check
 * Point's and Microsoft's products. It fires while learning too. Score 0.95: lists err. A DNS list may answer only
 * after the login, so messages are looked at as well.
 *
 * <p>From a network that the account used before it was listed, suspected (0.5), and for logins alone: providers hand
 * listed addresses to new customers, a machine at home may be the one that earned it, and its owner must not be locked
 * out for as long as the list lasts.
 *
 * <p>From an address that several messages with phishing came from, or one each to several organisations, weak (0.2),
 * and for logins alone: whoever sits behind the same shared address can send such mail, and have it flagged.
 */
final class MaliciousAddress implements Detector {

    private static final double SCORE = 0.95;
    private static final double FAMILIAR_SCORE = 0.5;
    private static final double PHISHING_SCORE = 0.2;

    @Override
    public String type() {
        return "malicious-address";
    }

    @Override
    public String finds() {
        return "an address on a list, in a DNS block list, or of a confirmed incident: critical from a strange "
                + "network; or that phishing came from, several times or to several organisations: weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.REPUTATION, Evidence.REPORTS);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (!listed(sighting.origin())) {
            return phishing(sighting, profile);
        }
        return Optional.of(
                atHome(sighting.origin(), profile, sighting.at())
                        ? anomaly(
                                Evidence.REPUTATION,
                                Severity.SUSPECTED,
                                FAMILIAR_SCORE,
                                explain("login from the account's own", sighting.origin()))
                        : anomaly(
                                Evidence.REPUTATION,
                                Severity.CRITICAL,
                                SCORE,
                                explain("login from", sighting.origin())));
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        return !listed(sighting.origin()) || atHome(sighting.origin(), profile, sighting.at())
                ? Optional.empty()
                : Optional.of(anomaly(
                        Evidence.REPUTATION, Severity.CRITICAL, SCORE, explain("message from", sighting.origin())));
    }

    private Optional<Anomaly> phishing(LoginSighting sighting, Profile profile) {
        Origin origin = sighting.origin();
        return origin.safe() || atHome(origin, profile, sighting.at())
                ? Optional.empty()
                : origin.address().flatMap(address -> sighting.organisation()
                        .sentPhishing(address, sighting.at())
                        // Whoever sits behind the same address can bring it about.
                        .map(whom -> anomaly(
                                Evidence.REPORTS,
                                Severity.SUSPECTED,
                                PHISHING_SCORE,
                                Explanation.of("login from %s, which sent phishing to %s", address, whom))));
    }

    private Anomaly anomaly(Evidence evidence, Severity severity, double score, Explanation explanation) {
        return new Anomaly(type(), Set.of(evidence), severity, Score.clamped(score), explanation);
    }

    // What an account that is still learned used once is no home: the answer of a DNS list comes after the first login.
    private static boolean atHome(Origin origin, Profile profile, Instant at) {
        return profile.known(at) && profile.knowsNetwork(origin, at);
    }

    private static boolean listed(Origin origin) {
        return origin.kind() == NetworkKind.MALICIOUS && !origin.safe();
    }

    private static Explanation explain(String what, Origin from) {
        String address = from.address().map(Object::toString).orElse("an address");
        // What was seen here is told in words, a list by its name.
        return from.listedBy().contains(" ")
                ? Explanation.of("%s %s, which counts as malicious: %s", what, address, from.listedBy())
                : Explanation.of("%s %s, which the list %s calls malicious", what, address, from.listedBy());
    }
}

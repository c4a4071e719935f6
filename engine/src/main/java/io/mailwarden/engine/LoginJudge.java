package io.mailwarden.engine;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.LoginHistory;
import io.mailwarden.engine.profile.LoginRecord;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.Sighting;
import io.mailwarden.engine.profile.Suspicion;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes a login through the flow: profile, detectors, verdict, incident, learning. Thread-safe. */
final class LoginJudge {

    private static final int UNKNOWN_MARK = -1;

    private final Profiles profiles;
    private final Detectors detectors;
    private final Policy policy;
    private final Incidents incidents;
    private final LoginHistory history;
    private final Duration guessingWindow;

    LoginJudge(
            Profiles profiles,
            Detectors detectors,
            Policy policy,
            Incidents incidents,
            LoginHistory history,
            Duration guessingWindow) {
        this.profiles = profiles;
        this.detectors = detectors;
        this.policy = policy;
        this.incidents = incidents;
        this.history = history;
        this.guessingWindow = guessingWindow;
    }

    Assessment judge(Login login, Origin origin) {
        if (!login.accepted()) {
            refused(login, origin);
            return Assessment.NOTHING;
        }
        Profile profile = profiles.of(login.account());
        synchronized (profile) {
            return accepted(login, origin, profile);
        }
    }

    private void refused(Login login, Origin origin) {
        int mark = login.secret().marker().orElse(UNKNOWN_MARK);
        origin.network().ifPresent(from -> profiles.refused(from, login.account(), login.at(), mark));
        Optional<Profile> profile = profiles.known(login.account());
        profile.ifPresent(known -> {
            synchronized (known) {
                known.refused(login.at(), origin, mark);
            }
        });
        record(login, origin, profile.isPresent(), List.of());
    }

    private Assessment accepted(Login login, Origin origin, Profile profile) {
        profile.settle(login.at());
        int wrongFromNetwork = origin.network()
                .map(from -> profiles.wrongPasswords(from, login.at(), guessingWindow))
                .orElse(0);
        List<Anomaly> found = detectors.onLogin(new LoginSighting(login, origin, wrongFromNetwork), profile);
        Verdict verdict = policy.onLogin(found);
        boolean rejected = verdict instanceof Verdict.Reject;
        record(rejected ? login.blocked() : login, origin, true, found);
        Sighting sighting = new Sighting(login.at(), origin, client(login));
        if (found.isEmpty()) {
            profile.accepted(sighting);
            return Assessment.NOTHING;
        }
        profile.suspected(
                sighting, found.stream().map(one -> suspicion(login, one)).toList());
        Incident incident = incidents.found(login.account(), login.at(), found, rejected);
        return new Assessment(verdict, found, Optional.of(incident));
    }

    void clientSeen(ClientSeen seen) {
        history.clientSeen(seen.account(), seen.session(), seen.client());
        profiles.known(seen.account()).ifPresent(profile -> {
            synchronized (profile) {
                profile.clientSeen(seen.client().family(), seen.at());
            }
        });
    }

    private void record(Login login, Origin origin, boolean known, List<Anomaly> found) {
        LoginRecord entry = new LoginRecord(
                login.at(),
                login.protocol(),
                login.outcome(),
                origin.address().map(Object::toString),
                origin.words(),
                client(login).toString(),
                login.source().map(Login.Source::tls).orElse(false),
                found.stream().map(Anomaly::type).toList());
        history.add(
                login.account(),
                known,
                entry,
                login.source().map(Login.Source::session).orElse(""),
                origin);
    }

    private static Client client(Login login) {
        return login.source().map(Login.Source::client).orElse(Client.UNKNOWN);
    }

    private static Suspicion suspicion(Login login, Anomaly anomaly) {
        return new Suspicion(
                login.at(),
                anomaly.type(),
                anomaly.evidence(),
                anomaly.score().value(),
                anomaly.explanation().text());
    }
}

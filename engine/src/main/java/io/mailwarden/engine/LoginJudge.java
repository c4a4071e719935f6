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
        // A name that never got in is judged by an empty profile that nobody keeps.
        Profile profile = login.accepted()
                ? profiles.of(login.account())
                : profiles.known(login.account()).orElseGet(profiles::blank);
        synchronized (profile) {
            return login.accepted() ? accepted(login, origin, profile) : refused(login, origin, profile);
        }
    }

    // Answered as the right password would have been from there at that time: the answer must not tell them apart.
    private Assessment refused(Login login, Origin origin, Profile profile) {
        Verdict verdict = policy.onLogin(find(login, origin, profile));
        int mark = login.secret().marker().orElse(UNKNOWN_MARK);
        origin.network().ifPresent(from -> profiles.refused(from, login.account(), login.at(), mark));
        profile.refused(login.at(), origin, mark);
        record(login, origin, profiles.known(login.account()).isPresent(), List.of());
        return new Assessment(verdict, List.of(), Optional.empty());
    }

    private List<Anomaly> find(Login login, Origin origin, Profile profile) {
        int wrongFromNetwork = origin.network()
                .map(from -> profiles.wrongPasswords(from, login.at(), guessingWindow))
                .orElse(0);
        return detectors.onLogin(new LoginSighting(login, origin, wrongFromNetwork), profile);
    }

    private Assessment accepted(Login login, Origin origin, Profile profile) {
        if (!incidents.doubts(login.account(), login.at())) {
            profile.settle(login.at());
        }
        List<Anomaly> found = find(login, origin, profile);
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

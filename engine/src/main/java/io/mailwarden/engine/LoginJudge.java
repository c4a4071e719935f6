package io.mailwarden.engine;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.ClientSighting;
import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Footprint;
import io.mailwarden.engine.profile.LoginHistory;
import io.mailwarden.engine.profile.Organisation;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.Suspicion;
import io.mailwarden.engine.profile.Trait;
import io.mailwarden.engine.profile.Whereabouts;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** Takes a login through the flow: profile, detectors, verdict, incident, learning. Thread-safe. */
final class LoginJudge {

    private static final int UNKNOWN_MARK = -1;

    private final Profiles profiles;
    private final Organisation organisation;
    private final Detectors detectors;
    private final Policy policy;
    private final Casework casework;
    private final LoginHistory history;

    LoginJudge(Profiles profiles, Detectors detectors, Policy policy, Casework casework, LoginHistory history) {
        this.profiles = profiles;
        this.organisation = profiles.organisation();
        this.detectors = detectors;
        this.policy = policy;
        this.casework = casework;
        this.history = history;
    }

    Assessment judge(Login login, Origin origin) {
        Client client = login.source().map(Login.Source::client).orElse(Client.UNKNOWN);
        Footprint footprint = Footprint.of(login.at(), origin, client);
        LoginSighting sighting = new LoginSighting(login, origin, footprint, organisation);
        // A name that never got in is judged by an empty profile that nobody keeps.
        Profile profile = login.accepted()
                ? profiles.of(login.account())
                : profiles.known(login.account()).orElseGet(profiles::blank);
        synchronized (profile) {
            return login.accepted() ? accepted(sighting, profile) : refused(sighting, profile);
        }
    }

    // Answered as the right password would have been from there at that time: the answer must not tell them apart.
    private Assessment refused(LoginSighting sighting, Profile profile) {
        Login login = sighting.login();
        Verdict verdict = policy.onLogin(find(sighting, profile, profile.standing(login.at())));
        int mark = login.secret().marker().orElse(UNKNOWN_MARK);
        organisation.refused(sighting.footprint(), login.account(), login.at(), mark);
        profile.refused(login.at(), sighting.footprint().network(), mark);
        history.add(login, sighting.origin(), profiles.known(login.account()).isPresent(), List.of());
        return new Assessment(verdict, List.of(), Optional.empty());
    }

    private List<Anomaly> find(LoginSighting sighting, Profile profile, List<Suspicion> standing) {
        return casework.joined(detectors.onLogin(sighting, profile), standing, sighting.at());
    }

    private Assessment accepted(LoginSighting sighting, Profile profile) {
        Login login = sighting.login();
        Footprint footprint = sighting.footprint();
        if (!casework.incidents().doubts(login.account(), login.at())) {
            profile.settle(login.at());
        }
        if (!profile.knows(Trait.NETWORK, footprint.network(), login.at())) {
            organisation.arrived(footprint, login.account(), login.at());
        }
        List<Anomaly> found = find(sighting, profile, profile.standing(login.at()));
        Verdict verdict = policy.onLogin(found);
        boolean rejected = verdict instanceof Verdict.Reject;
        history.add(rejected ? login.blocked() : login, sighting.origin(), true, types(found));
        profile.stand(Casework.suspicions(found, login.at(), footprint.network()));
        List<Suspicion> standing = profile.standing(login.at());
        boolean suspected = casework.suspects(login.account(), login.at(), standing);
        learn(sighting, profile, !found.isEmpty(), casework.waits(standing, suspected));
        return new Assessment(verdict, found, casework.file(login.account(), login.at(), found, suspected, rejected));
    }

    private static List<String> types(List<Anomaly> found) {
        return found.isEmpty() ? List.of() : found.stream().map(Anomaly::type).toList();
    }

    // While the account is under suspicion, what comes from home is the owner's unless it is odd itself.
    private void learn(LoginSighting sighting, Profile profile, boolean odd, boolean waits) {
        Footprint footprint = sighting.footprint();
        Whereabouts where = Whereabouts.of(sighting.at(), sighting.origin());
        if (waits && (odd || !profile.knows(Trait.NETWORK, footprint.network(), sighting.at()))) {
            profile.setAside(footprint, where, odd);
        } else {
            profile.learn(footprint, where);
            organisation.learn(footprint, sighting.at());
            organisation.named(sighting.client());
        }
    }

    Assessment clientSeen(ClientSeen seen) {
        history.clientSeen(seen.account(), seen.session(), seen.client());
        Profile profile = profiles.known(seen.account()).orElse(null);
        if (profile == null || !seen.client().isKnown()) {
            return Assessment.NOTHING;
        }
        synchronized (profile) {
            return clientSeen(seen, profile);
        }
    }

    private Assessment clientSeen(ClientSeen seen, Profile profile) {
        Footprint footprint = Footprint.of(seen.at(), Origin.UNKNOWN, seen.client());
        List<Anomaly> found = casework.joined(
                detectors.onClient(new ClientSighting(seen, footprint, organisation), profile),
                profile.standing(seen.at()),
                seen.at());
        profile.stand(Casework.suspicions(found, seen.at(), 0));
        boolean suspected = casework.suspects(seen.account(), seen.at(), profile.standing(seen.at()));
        if (!suspected) {
            profile.clientSeen(footprint, seen.at());
            organisation.named(seen.client());
        }
        Optional<Incident> incident = casework.file(seen.account(), seen.at(), found, suspected, false);
        return found.isEmpty() ? Assessment.NOTHING : new Assessment(Verdict.ALLOW, found, incident);
    }
}

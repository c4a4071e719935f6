package io.mailwarden.engine;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.ClientSighting;
import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Evidence.Stream;
import io.mailwarden.engine.profile.Footprint;
import io.mailwarden.engine.profile.Judgement;
import io.mailwarden.engine.profile.Judgement.Learning;
import io.mailwarden.engine.profile.Judgement.Mark;
import io.mailwarden.engine.profile.Organisation;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Suspicion;
import io.mailwarden.engine.profile.Trait;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Judges logins, and has profiles learn from them. Callers hold the profile's monitor. Thread-safe. */
final class LoginJudge {

    private final Organisation organisation;
    private final Detectors detectors;
    private final Policy policy;
    private final Casework casework;
    private final Ledger ledger;

    LoginJudge(Organisation organisation, Detectors detectors, Policy policy, Casework casework, Ledger ledger) {
        this.organisation = organisation;
        this.detectors = detectors;
        this.policy = policy;
        this.casework = casework;
        this.ledger = ledger;
    }

    /** The answer that a login of an account would get whose profile is that, and nothing else. */
    Verdict preview(Login login, Origin origin, Profile profile) {
        return policy.onLogin(login.account(), find(sighting(login, origin), profile));
    }

    private LoginSighting sighting(Login login, Origin origin) {
        return new LoginSighting(login, origin, Footprint.of(login, origin), organisation);
    }

    // What was sent says nothing about who logs in: an owner's mail merge must not lock him out.
    private List<Anomaly> find(LoginSighting sighting, Profile profile) {
        List<Suspicion> standing = profile.standing(sighting.at()).stream()
                .filter(one -> one.of(Stream.LOGIN))
                .toList();
        return casework.joined(detectors.onLogin(sighting, profile), standing, sighting.at());
    }

    /**
     * Judges it.
     *
     * @param given the verdict, when it had to be given before the profile was in memory
     */
    Assessment judge(Login login, Origin origin, Profile profile, Optional<Verdict> given) {
        LoginSighting sighting = sighting(login, origin);
        return login.accepted() ? accepted(sighting, profile, given) : refused(sighting, profile, given);
    }

    // Answered as the right password would have been from there at that time: the answer must not tell them apart.
    private Assessment refused(LoginSighting sighting, Profile profile, Optional<Verdict> given) {
        Verdict verdict = given.orElseGet(() -> policy.onLogin(sighting.login().account(), find(sighting, profile)));
        conclude(sighting, sighting.login(), profile, Judgement.COUNTED);
        return new Assessment(verdict, List.of(), Optional.empty());
    }

    private Assessment accepted(LoginSighting sighting, Profile profile, Optional<Verdict> given) {
        Login login = sighting.login();
        Instant at = login.at();
        EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
        if (!casework.incidents().doubts(login.account(), at)) {
            marks.add(Mark.SETTLED);
        }
        profile.begin(login, marks.contains(Mark.SETTLED));
        if (!profile.knows(Trait.NETWORK, sighting.footprint().network(), at)) {
            marks.add(Mark.ARRIVED);
        }
        organisation.begin(login, sighting.footprint(), marks.contains(Mark.ARRIVED));
        List<Anomaly> found = find(sighting, profile);
        Verdict verdict = given.orElseGet(() -> policy.onLogin(login.account(), found));
        boolean rejected = verdict.denies();
        List<Suspicion> suspicions =
                Casework.suspicions(found, at, sighting.footprint().network());
        List<Suspicion> standing = profile.standing(suspicions, at);
        boolean suspected = casework.suspects(login.account(), at, standing);
        Learning learning = rejected && !suspected
                ? Learning.NOTHING // The account is blocked: who knows who comes.
                : learning(sighting, profile, !found.isEmpty(), casework.waits(standing, suspected));
        Judgement judgement = Judgement.of(verdict.label(), suspicions, learning, marks);
        conclude(sighting, rejected ? login.blocked() : login, profile, judgement);
        return new Assessment(verdict, found, casework.file(login.account(), at, found, suspected, rejected));
    }

    // While the account is under suspicion, what comes from home is the owner's unless it is odd itself.
    private static Learning learning(LoginSighting sighting, Profile profile, boolean odd, boolean waits) {
        boolean home = profile.knows(Trait.NETWORK, sighting.footprint().network(), sighting.at());
        if (!waits || (home && !odd)) {
            return Learning.LEARNED;
        }
        return odd ? Learning.ODD : Learning.ASIDE;
    }

    private void conclude(LoginSighting sighting, Login login, Profile profile, Judgement judgement) {
        profile.conclude(login, sighting.origin(), sighting.footprint(), judgement);
        organisation.conclude(login, sighting.footprint(), judgement);
        ledger.append(login, sighting.origin(), judgement, profile);
    }

    /** Judges the client of a login that told its name afterwards. */
    Assessment clientSeen(ClientSeen seen, Profile profile) {
        Footprint footprint = Footprint.of(seen.at(), Origin.UNKNOWN, seen.client());
        List<Suspicion> before = profile.standing(seen.at());
        List<Anomaly> found = casework.joined(
                detectors.onClient(new ClientSighting(seen, footprint, organisation), profile), before, seen.at());
        List<Suspicion> suspicions = Casework.suspicions(found, seen.at(), 0);
        List<Suspicion> standing = profile.standing(suspicions, seen.at());
        boolean suspected = casework.suspects(seen.account(), seen.at(), standing);
        Learning learning = casework.waits(standing, suspected) ? Learning.NOTHING : Learning.LEARNED;
        Judgement judgement = Judgement.of(Judgement.ALLOW, suspicions, learning, EnumSet.noneOf(Mark.class));
        profile.conclude(seen, footprint, judgement);
        organisation.conclude(seen, judgement);
        ledger.append(seen, Origin.UNKNOWN, judgement, profile);
        Optional<Incident> incident = casework.file(seen.account(), seen.at(), found, suspected, false);
        return found.isEmpty() ? Assessment.NOTHING : new Assessment(Verdict.ALLOW, found, incident);
    }
}

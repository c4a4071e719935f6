package io.mailwarden.engine.assess;

import io.mailwarden.engine.assess.LoginAssessor.SeenLogin;
import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Evidence.Stream;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Origin.Trust;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.verdict.ExceptionRule.Subject;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Assesses logins whose password was right; those whose password was wrong are answered alike, and only counted. */
final class LoginAssessor extends Assessor<Login, SeenLogin> {

    // Somebody may know the password: as sure as of guessing that succeeds, so that one independent sign is enough.
    private static final double RIGHT_PASSWORD_DENIED = 0.95;

    LoginAssessor(AssessmentParts parts) {
        super(parts);
    }

    /** An accepted login, and what its first step showed. */
    record SeenLogin(LoginSighting sighting, EnumSet<Mark> marks) {}

    /** The answer that a login of an account would get whose profile is that, and nothing else. */
    Verdict preview(Login login, Origin origin, Profile profile) {
        return parts().policy()
                .onLogin(login.account(), find(sighting(login, origin), profile).raised());
    }

    /**
     * Assesses a login whose password was wrong. It is answered as the right password would have been from there at
     * that time: the answer must not tell them apart.
     */
    Assessment refused(Login login, EventContext context) {
        LoginSighting sighting = sighting(login, context.origin());
        Profile profile = context.profile();
        Verdict verdict = context.verdict(() -> parts().policy()
                .onLogin(login.account(), find(sighting, profile).raised()));
        EventOutcome outcome = profile.inUse() ? EventOutcome.OF_ACCOUNT : EventOutcome.COUNTED;
        learn(login, sighting, profile, outcome);
        record(login, context, outcome);
        return new Assessment(verdict, List.of(), Optional.empty());
    }

    private LoginSighting sighting(Login login, Origin origin) {
        return new LoginSighting(
                login,
                origin,
                Footprint.of(login, origin),
                parts().organisations().of(login.account()));
    }

    @Override
    Optional<SeenLogin> begin(Login login, EventContext context) {
        LoginSighting sighting = sighting(login, context.origin());
        Profile profile = context.profile();
        EnumSet<Mark> marks = parts().correlation().settled(login);
        profile.begin(login, marks.contains(Mark.SETTLED));
        if (!profile.knows(Trait.NETWORK, sighting.footprint().network(), login.at())) {
            marks.add(Mark.ARRIVED);
        }
        parts().organisations().begin(login, sighting.footprint(), marks.contains(Mark.ARRIVED));
        return Optional.of(new SeenLogin(sighting, marks));
    }

    @Override
    Findings detect(SeenLogin seen, Profile profile) {
        return find(seen.sighting(), profile);
    }

    private Findings find(LoginSighting sighting, Profile profile) {
        Login login = sighting.login();
        Subject subject = new Subject(login.account(), login.at(), sighting.origin(), login.client(), List.of());
        List<Anomaly> found = parts().detectors().onLogin(sighting, profile);
        Findings findings =
                raised(found, standing(sighting, profile), subject).and(silenced(sighting, found, profile, subject));
        return livesThere(sighting, profile) ? findings.quietly() : findings;
    }

    // Who lives behind a proxy with exits in three countries, or over a border, would be told of every day. What is
    // sent from there stays a stranger's until it is learned.
    private boolean livesThere(LoginSighting sighting, Profile profile) {
        return profile.livesUnderSuspicion(sighting.footprint(), sighting.at())
                && parts().correlation().settled(sighting.login()).contains(Mark.SETTLED);
    }

    // Asked once more, as if nobody vouched: it is seldom asked, and what an entry hides must be known.
    private List<Excuse> silenced(LoginSighting sighting, List<Anomaly> found, Profile profile, Subject subject) {
        return vouched(sighting)
                ? parts()
                        .excuses()
                        .silenced(parts().detectors().onLogin(sighting.unvouched(), profile), found, subject)
                        .stream()
                        .toList()
                : List.of();
    }

    private static boolean vouched(LoginSighting sighting) {
        return sighting.origin().trust() == Trust.PLACE;
    }

    // What was sent says nothing about who logs in: an owner's mail merge must not lock him out. Nor does what a
    // stranger did elsewhere, where the account was used before. Where it never was, a right password that was denied
    // makes one more sign enough.
    private static List<Suspicion> standing(LoginSighting sighting, Profile profile) {
        long network = sighting.footprint().network();
        boolean used = profile.used(sighting.footprint(), sighting.at());
        List<Suspicion> all = profile.standing(sighting.at());
        if (used && all.isEmpty()) {
            return all;
        }
        List<Suspicion> standing = new ArrayList<>(all.stream()
                .filter(one -> one.of(Stream.LOGIN) && (!used || (one.network() == network && !one.forgeable())))
                .toList());
        if (!used) {
            profile.attempts()
                    .deniedSince(sighting.at())
                    .map(since -> denied(since, sighting.at(), network))
                    .ifPresent(standing::add);
        }
        return standing;
    }

    private static Suspicion denied(Instant since, Instant at, long network) {
        return new Suspicion(
                since,
                "rejected-password",
                Set.of(Evidence.PASSWORD),
                RIGHT_PASSWORD_DENIED,
                network,
                "its right password was rejected " + Explanation.ago(Duration.between(since, at)) + " before");
    }

    @Override
    Correlation correlate(SeenLogin seen, Findings found, Profile profile) {
        LoginSighting sighting = seen.sighting();
        return parts().correlation()
                .of(sighting.login(), sighting.origin(), sighting.footprint().network(), found, profile);
    }

    @Override
    Verdict decide(SeenLogin seen, Correlation correlation) {
        return parts().policy().onLogin(seen.sighting().login().account(), correlation.found());
    }

    @Override
    EventOutcome outcome(SeenLogin seen, Correlation correlation, Verdict verdict, Profile profile) {
        if (verdict.denies() && correlation.found().stream().noneMatch(Anomaly::critical)) {
            seen.marks().add(Mark.BLOCKED);
        }
        seen.marks().addAll(Excuse.stillStrange(correlation.excuses()));
        Learning learning = verdict.denies() ? denied(correlation) : learning(seen.sighting(), profile, correlation);
        return EventOutcome.of(verdict.label(), correlation.suspicions(), learning, seen.marks());
    }

    // Where nothing was found the account is blocked: who knows who comes.
    private static Learning denied(Correlation correlation) {
        return correlation.found().isEmpty() ? Learning.NOTHING : Learning.ODD;
    }

    // While the account is under suspicion, what comes from home is the owner's unless it is odd itself; and so is what
    // an administrator vouches for.
    private Learning learning(LoginSighting sighting, Profile profile, Correlation correlation) {
        Instant at = sighting.at();
        boolean home = vouched(sighting)
                || profile.knows(Trait.NETWORK, sighting.footprint().network(), at);
        boolean odd = !correlation.found().isEmpty();
        // What was guessed, here or elsewhere, is no reason not to learn where the owner is: days later, abroad and
        // suspected for it, he would be a stranger on his own phone. A thief who guessed is learned where everything
        // else
        // about him is the owner's, as one is who did not have to guess.
        List<Suspicion> standing = Suspicion.unforgeable(correlation.standing());
        boolean waits = parts().correlation().waits(standing, correlation.suspected());
        if (!waits || (home && !odd)) {
            return Learning.LEARNED;
        }
        return odd ? Learning.ODD : Learning.ASIDE;
    }

    @Override
    Login answered(Login login, Verdict verdict) {
        return verdict.denies() ? login.blocked() : login;
    }

    @Override
    void learn(Login login, SeenLogin seen, Profile profile, EventOutcome outcome) {
        learn(login, seen.sighting(), profile, outcome);
    }

    private void learn(Login login, LoginSighting sighting, Profile profile, EventOutcome outcome) {
        profile.conclude(login, sighting.origin(), sighting.footprint(), outcome);
        parts().organisations().conclude(login, sighting.organisation(), sighting.footprint(), outcome);
    }
}

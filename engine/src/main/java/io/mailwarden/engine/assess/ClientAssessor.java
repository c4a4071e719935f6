package io.mailwarden.engine.assess;

import io.mailwarden.engine.detect.ClientSighting;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.verdict.ExceptionRule.Subject;
import io.mailwarden.engine.verdict.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Assesses the clients of logins that told their names afterwards. */
final class ClientAssessor extends Assessor<ClientSeen, ClientSighting> {

    ClientAssessor(AssessmentParts parts) {
        super(parts);
    }

    @Override
    Optional<ClientSighting> begin(ClientSeen seen, EventContext context) {
        return seen.client().isKnown()
                ? Optional.of(new ClientSighting(
                        seen,
                        Footprint.of(seen.at(), context.origin(), seen.client()),
                        parts().organisations().of(seen.account())))
                : Optional.empty();
    }

    @Override
    Findings detect(ClientSighting sighting, Profile profile) {
        ClientSeen seen = sighting.seen();
        return raised(
                parts().detectors().onClient(sighting, profile),
                profile.standing(sighting.at()),
                new Subject(seen.account(), seen.at(), Origin.UNKNOWN, seen.client(), List.of()));
    }

    @Override
    Correlation correlate(ClientSighting sighting, Findings found, Profile profile) {
        return parts().correlation().of(sighting.seen(), Origin.UNKNOWN, 0, found, profile);
    }

    @Override
    Verdict decide(ClientSighting sighting, Correlation correlation) {
        return Verdict.ALLOW;
    }

    @Override
    EventOutcome outcome(ClientSighting sighting, Correlation correlation, Verdict verdict, Profile profile) {
        boolean waits = parts().correlation().waits(correlation.standing(), correlation.suspected());
        return EventOutcome.of(
                verdict.label(),
                correlation.suspicions(),
                waits ? Learning.NOTHING : Learning.LEARNED,
                marks(correlation));
    }

    private static EnumSet<Mark> marks(Correlation correlation) {
        EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
        marks.addAll(Excuse.stillStrange(correlation.excuses()));
        return marks;
    }

    @Override
    void learn(ClientSeen seen, ClientSighting sighting, Profile profile, EventOutcome outcome) {
        profile.conclude(seen, sighting.footprint(), outcome);
        parts().organisations().conclude(seen, outcome);
    }
}

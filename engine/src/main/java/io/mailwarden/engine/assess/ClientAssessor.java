package io.mailwarden.engine.assess;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.ClientSighting;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Footprint;
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
    List<Anomaly> detect(ClientSighting sighting, Profile profile) {
        return parts().correlation()
                .joined(
                        parts().detectors().onClient(sighting, profile),
                        profile.standing(sighting.at()),
                        sighting.at());
    }

    @Override
    Correlation correlate(ClientSighting sighting, List<Anomaly> found, Profile profile) {
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
                EnumSet.noneOf(Mark.class));
    }

    @Override
    void learn(ClientSeen seen, ClientSighting sighting, Profile profile, EventOutcome outcome) {
        profile.conclude(seen, sighting.footprint(), outcome);
        parts().organisations().conclude(seen, outcome);
    }
}

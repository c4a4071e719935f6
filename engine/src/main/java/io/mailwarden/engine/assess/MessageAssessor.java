package io.mailwarden.engine.assess;

import io.mailwarden.engine.assess.MessageAssessor.SeenMessage;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Message.Hand;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.Evidence.Stream;
import io.mailwarden.engine.eventlog.Risk;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Novelty;
import io.mailwarden.engine.profile.habit.SendingProfile;
import io.mailwarden.engine.profile.habit.Shape;
import io.mailwarden.engine.profile.hand.MessageHand;
import io.mailwarden.engine.profile.organisation.LinkDomains;
import io.mailwarden.engine.profile.organisation.Organisation;
import io.mailwarden.engine.verdict.ExceptionRule.Subject;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Assesses submitted messages: the template of {@link Assessor} for mail that leaves. */
final class MessageAssessor extends Assessor<Message, SeenMessage> {

    // Half of a new country: what the program lowered at the login already is lowered no further.
    private static final double LEAST_OF_PLACE = 0.25;
    private static final String OWN_HAND = " (half: the message is of the account's own hand)";

    MessageAssessor(AssessmentParts parts) {
        super(parts);
    }

    /**
     * A message, and what its first step showed.
     *
     * @param standing what stands against the account and bears on what is sent from there
     */
    record SeenMessage(MessageSighting sighting, List<Suspicion> standing, EnumSet<Mark> marks) {}

    @Override
    Optional<SeenMessage> begin(Message message, EventContext context) {
        Profile profile = context.profile();
        Organisation organisation = parts().organisations().of(message.account());
        EnumSet<Mark> marks = parts().correlation().settled(message);
        Novelty novelty = profile.begin(
                message, marks.contains(Mark.SETTLED), fresh -> noStrangers(fresh, message, profile, organisation));
        List<String> links = LinkDomains.of(message.content().urls());
        Shape shape = Shape.of(message, novelty, (float) organisation.newLinks(links));
        parts().organisations().begin(message);
        List<Suspicion> standing =
                spokenFor(standing(profile, context.origin(), message), message, profile, organisation);
        MessageSighting sighting = new MessageSighting(
                message,
                context.origin(),
                Risk.of(standing).of(Stream.LOGIN),
                novelty,
                shape,
                deviations(message, novelty, shape, profile),
                links,
                organisation);
        return Optional.of(new SeenMessage(sighting, standing, marks));
    }

    // Colleagues know them; or they come into a thread in which the account wrote before anything stood against it.
    // Kept in the outcome, so that nobody asks again when the log is read.
    private static int noStrangers(List<String> fresh, Message message, Profile profile, Organisation organisation) {
        int met = organisation.acquaintances(fresh);
        Instant until = profile.standing(message.at()).stream()
                .filter(one -> !one.forgeable())
                .map(Suspicion::at)
                .min(Comparator.naturalOrder())
                .orElse(message.at());
        return met < fresh.size() && organisation.answersOwn(message, until)
                ? Math.min(fresh.size(), met + profile.sent().roomInThreads(message.at()))
                : met;
    }

    private static Optional<Deviations> deviations(Message message, Novelty novelty, Shape shape, Profile profile) {
        SendingProfile sending = profile.sent();
        return sending.mature(message.at())
                ? Optional.of(MessageDeviations.of(sending, shape, novelty, message.at()))
                : Optional.empty();
    }

    // What comes from a network that the account knows is not the stranger's: of all that stands against logins only
    // what was found about that network counts. What outsiders bring about holds nobody's mail.
    private List<Suspicion> standing(Profile profile, Origin origin, Message message) {
        List<Suspicion> all = Suspicion.unforgeable(profile.standing(message.at()));
        if (all.isEmpty() || !atHome(profile, origin, message, all)) {
            return all;
        }
        long network = origin.network().map(Keys::of).orElse(0L);
        return all.stream()
                .filter(one -> one.of(Stream.SENDING) || one.network() == network)
                .toList();
    }

    // Who writes as the account does, and not as everybody here, is likelier its owner, wherever he is; only the place
    // weighs less by it, one step and once, since a thief may copy it out of Sent.
    private static List<Suspicion> spokenFor(
            List<Suspicion> standing, Message message, Profile profile, Organisation organisation) {
        if (standing.isEmpty() || standing.stream().noneMatch(Suspicion::ofPlace)) {
            return standing;
        }
        MessageHand hand = MessageHand.of(message);
        boolean own = profile.habits().own(hand, message.at()) && !organisation.common(hand);
        return own ? standing.stream().map(MessageAssessor::lowered).toList() : standing;
    }

    private static Suspicion lowered(Suspicion one) {
        double score = Math.max(LEAST_OF_PLACE, one.score() / 2);
        return one.ofPlace() && score < one.score() ? one.scored(score, OWN_HAND) : one;
    }

    // Where a login waits to be learned only because others guessed, its network counts as known.
    private boolean atHome(Profile profile, Origin origin, Message message, List<Suspicion> standing) {
        return profile.knowsNetwork(origin, message.at())
                || (!parts().correlation().waits(standing, false)
                        && profile.used(Footprint.of(message.at(), origin, Client.UNKNOWN), message.at()));
    }

    @Override
    Findings detect(SeenMessage seen, Profile profile) {
        MessageSighting sighting = seen.sighting();
        Message message = sighting.message();
        return raised(
                parts().detectors().onMessage(sighting, profile),
                seen.standing(),
                new Subject(
                        message.account(), message.at(), sighting.origin(), program(message), message.recipients()));
    }

    private static Client program(Message message) {
        return message.content().sender().hand().map(Hand::program).orElse(Client.UNKNOWN);
    }

    @Override
    Correlation correlate(SeenMessage seen, Findings found, Profile profile) {
        MessageSighting sighting = seen.sighting();
        return found.raised().isEmpty() && sighting.risk() == Risk.NONE
                ? IncidentCorrelation.NOTHING.with(found.excuses())
                : parts().correlation().of(sighting.message(), sighting.origin(), newLink(sighting), found, profile);
    }

    private static long newLink(MessageSighting sighting) {
        return sighting.links().isEmpty() ? 0 : newLink(sighting.links(), sighting.organisation());
    }

    private static long newLink(List<String> links, Organisation organisation) {
        return links.stream()
                .filter(link -> !organisation.linksTo(link))
                .findFirst()
                .map(Keys::of)
                .orElse(0L);
    }

    @Override
    List<Suspicion> bearing(SeenMessage seen, Correlation correlation) {
        return Suspicion.joined(seen.standing(), correlation.suspicions(), Duration.ofDays(1));
    }

    @Override
    Verdict decide(SeenMessage seen, Correlation correlation) {
        Message message = seen.sighting().message();
        Optional<String> contained = parts().correlation().current(message).flatMap(Incident::contains);
        Risk login = seen.sighting().risk();
        boolean both = parts().correlation().suspectsBoth(login, correlation.standing())
                || (!fromOwnNetwork(seen.sighting())
                        && parts().correlation().suspectsLink(login, seen.standing(), correlation));
        return parts().policy().onMessage(message.account(), correlation.found(), contained, both);
    }

    // Where colleagues are, one of two people with one account is, too; no stranger comes from there.
    private static boolean fromOwnNetwork(MessageSighting sighting) {
        return sighting.origin()
                .network()
                .map(Keys::of)
                .filter(sighting.organisation()::owns)
                .isPresent();
    }

    @Override
    Filed file(Message message, Correlation correlation, Verdict verdict) {
        Optional<Incident> filed = super.file(message, correlation, verdict).incident();
        Optional<Incident> concerned = filed.or(() -> parts().correlation().current(message));
        Verdict answer = verdict.of(concerned.map(Incident::id));
        Optional<Incident> counted =
                concerned.map(open -> parts().correlation().counted(open, answer.holds(), message.at()));
        return new Filed(answer, filed.isPresent() ? counted : Optional.empty());
    }

    @Override
    EventOutcome outcome(SeenMessage seen, Correlation correlation, Verdict verdict, Profile profile) {
        MessageSighting sighting = seen.sighting();
        if (correlation.disquiets()) {
            seen.marks().add(Mark.DISQUIET);
        }
        // What was excused of one message, to somebody, from somewhere, must not become what the account always does.
        boolean waits = verdict.holds()
                || !correlation.excuses().isEmpty()
                || parts().correlation().waits(sighting.risk().suspicions(), correlation.suspected());
        return new EventOutcome(
                verdict.label(),
                correlation.suspicions(),
                waits ? Learning.NOTHING : Learning.LEARNED,
                seen.marks(),
                sighting.shape().newLinks(),
                sighting.novelty().acquaintances(),
                waits ? Optional.empty() : sighting.deviations());
    }

    @Override
    void learn(Message message, SeenMessage seen, Profile profile, EventOutcome outcome) {
        profile.conclude(message, seen.sighting().shape(), outcome);
        parts().organisations().conclude(message, seen.sighting().links(), outcome);
    }
}

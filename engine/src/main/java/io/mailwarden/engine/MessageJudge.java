package io.mailwarden.engine;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Deviations;
import io.mailwarden.engine.profile.Evidence.Stream;
import io.mailwarden.engine.profile.Judgement;
import io.mailwarden.engine.profile.Judgement.Learning;
import io.mailwarden.engine.profile.Judgement.Mark;
import io.mailwarden.engine.profile.Keys;
import io.mailwarden.engine.profile.LinkDomains;
import io.mailwarden.engine.profile.Novelty;
import io.mailwarden.engine.profile.Organisation;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Risk;
import io.mailwarden.engine.profile.Sent;
import io.mailwarden.engine.profile.Shape;
import io.mailwarden.engine.profile.Suspicion;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Takes a submitted message through the flow: profile, detectors, verdict, incident, learning. Thread-safe. */
final class MessageJudge {

    private final Organisation organisation;
    private final Detectors detectors;
    private final Policy policy;
    private final Casework casework;
    private final Ledger ledger;
    private final Incidents incidents;

    MessageJudge(Organisation organisation, Detectors detectors, Policy policy, Casework casework, Ledger ledger) {
        this.organisation = organisation;
        this.detectors = detectors;
        this.policy = policy;
        this.casework = casework;
        this.ledger = ledger;
        this.incidents = casework.incidents();
    }

    /**
     * Judges it.
     *
     * @param given the verdict, when it had to be given before the profile was in memory
     */
    Assessment judge(Message message, Origin origin, Profile profile, Optional<Verdict> given) {
        EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
        if (!incidents.doubts(message.account(), message.at())) {
            marks.add(Mark.SETTLED);
        }
        Novelty novelty = profile.begin(message, marks.contains(Mark.SETTLED));
        List<String> links = LinkDomains.of(message.content().urls());
        Shape shape = Shape.of(message, novelty, (float) organisation.newLinks(links));
        organisation.begin(message);
        List<Suspicion> standing = standing(profile, origin, message);
        Risk risk = Risk.of(standing).of(Stream.LOGIN);
        MessageSighting sighting = new MessageSighting(
                message,
                origin,
                risk,
                novelty,
                shape,
                deviations(message, novelty, shape, profile),
                links,
                organisation);
        List<Anomaly> found = casework.joined(detectors.onMessage(sighting, profile), standing, message.at());
        return answer(sighting, profile, found, marks, given);
    }

    private static Optional<Deviations> deviations(Message message, Novelty novelty, Shape shape, Profile profile) {
        Sent sent = profile.sent();
        return sent.mature(message.at())
                ? Optional.of(Deviations.of(sent, shape, novelty, message.at()))
                : Optional.empty();
    }

    // What comes from a network that the account knows is not the stranger's: of all that stands against logins only
    // what was found about that network counts.
    private static List<Suspicion> standing(Profile profile, Origin origin, Message message) {
        List<Suspicion> all = profile.standing(message.at());
        if (all.isEmpty() || !profile.knowsNetwork(origin, message.at())) {
            return all;
        }
        long network = origin.network().map(Keys::of).orElse(0L);
        return all.stream()
                .filter(one -> one.of(Stream.SENDING) || one.network() == network)
                .toList();
    }

    private Assessment answer(
            MessageSighting sighting,
            Profile profile,
            List<Anomaly> found,
            EnumSet<Mark> marks,
            Optional<Verdict> given) {
        Message message = sighting.message();
        List<Suspicion> suspicions = Casework.suspicions(found, message.at(), 0);
        boolean nothing = found.isEmpty() && sighting.risk() == Risk.NONE;
        List<Suspicion> against = nothing ? List.of() : profile.standing(suspicions, message.at());
        boolean suspected = !nothing && casework.suspects(message.account(), message.at(), against);
        if (suspected && !found.isEmpty()) {
            marks.add(Mark.DISQUIET);
        }
        Optional<Incident> filed = casework.file(message.account(), message.at(), found, suspected, false);
        Optional<Incident> incident = filed.or(() -> incidents.current(message.account(), message.at()));
        Optional<String> contained = incident.flatMap(Incident::contains);
        boolean both = casework.suspectsBoth(sighting.risk(), against);
        Verdict verdict = given.orElseGet(() -> policy.onMessage(message.account(), found, contained, both))
                .of(incident.map(Incident::id));
        boolean held = verdict.holds();
        Optional<Incident> counted = incident.map(open -> counted(open, held, message.at()));
        boolean waits = held || casework.waits(sighting.risk().causes(), suspected);
        conclude(
                sighting,
                profile,
                new Judgement(
                        verdict.label(),
                        suspicions,
                        waits ? Learning.NOTHING : Learning.LEARNED,
                        marks,
                        sighting.shape().newLinks(),
                        waits ? Optional.empty() : sighting.deviations()));
        return new Assessment(verdict, found, filed.isPresent() ? counted : Optional.empty());
    }

    private Incident counted(Incident incident, boolean held, Instant at) {
        if (held) {
            return incidents.held(incident, at);
        }
        incidents.passed(incident);
        return incident;
    }

    private void conclude(MessageSighting sighting, Profile profile, Judgement judgement) {
        profile.conclude(sighting.message(), sighting.shape(), judgement);
        organisation.conclude(sighting.message(), sighting.links(), judgement);
        ledger.append(sighting.message(), sighting.origin(), judgement, profile);
    }
}

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
import io.mailwarden.engine.profile.Keys;
import io.mailwarden.engine.profile.LinkDomains;
import io.mailwarden.engine.profile.Novelty;
import io.mailwarden.engine.profile.Organisation;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.Risk;
import io.mailwarden.engine.profile.Sent;
import io.mailwarden.engine.profile.Shape;
import io.mailwarden.engine.profile.Suspicion;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** Takes a submitted message through the flow: profile, detectors, verdict, incident, learning. Thread-safe. */
final class MessageJudge {

    private final Profiles profiles;
    private final Organisation organisation;
    private final Detectors detectors;
    private final Policy policy;
    private final Casework casework;
    private final Incidents incidents;

    MessageJudge(Profiles profiles, Detectors detectors, Policy policy, Casework casework) {
        this.profiles = profiles;
        this.organisation = profiles.organisation();
        this.detectors = detectors;
        this.policy = policy;
        this.casework = casework;
        this.incidents = casework.incidents();
    }

    Assessment judge(Message message, Origin origin) {
        Profile profile = profiles.of(message.account());
        synchronized (profile) {
            if (!incidents.doubts(message.account(), message.at())) {
                profile.settle(message.at());
            }
            return judge(message, origin, profile);
        }
    }

    private Assessment judge(Message message, Origin origin, Profile profile) {
        Novelty novelty = profile.submitted(message);
        List<String> links = LinkDomains.of(message.content().urls());
        Shape shape = Shape.of(message, novelty, organisation.newLinks(links));
        organisation.submitted(message);
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
        return answer(sighting, profile, found);
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

    private Assessment answer(MessageSighting sighting, Profile profile, List<Anomaly> found) {
        Message message = sighting.message();
        profile.stand(Casework.suspicions(found, message.at(), 0));
        boolean suspected = !(found.isEmpty() && sighting.risk() == Risk.NONE)
                && casework.suspects(message.account(), message.at(), profile.standing(message.at()));
        if (suspected && !found.isEmpty()) {
            profile.sendingAnomaly(message.at());
        }
        Optional<Incident> filed = casework.file(message.account(), message.at(), found, suspected, false);
        Optional<Incident> incident = filed.or(() -> incidents.current(message.account(), message.at()));
        Verdict verdict = policy.onMessage(found, incident.flatMap(Incident::contains));
        if (verdict instanceof Verdict.Hold) {
            incident = incident.map(open -> incidents.held(open, message.at()));
        } else {
            incident.ifPresent(incidents::passed);
            if (!suspected) {
                profile.sent(message, sighting.shape());
                organisation.learnLinks(sighting.links());
                organisation.learnText(message);
                sighting.deviations().ifPresent(organisation.outliers()::learn);
            }
        }
        return new Assessment(verdict, found, filed.isPresent() ? incident : Optional.empty());
    }
}

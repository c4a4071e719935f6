package io.mailwarden.engine;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.Risk;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.TwoStreams;
import io.mailwarden.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a submitted message through the flow: profile, detectors, verdict, incident, learning. Thread-safe. */
final class MessageJudge {

    private final Profiles profiles;
    private final Detectors detectors;
    private final Policy policy;
    private final Incidents incidents;

    MessageJudge(Profiles profiles, Detectors detectors, Policy policy, Incidents incidents) {
        this.profiles = profiles;
        this.detectors = detectors;
        this.policy = policy;
        this.incidents = incidents;
    }

    Assessment judge(Message message, Origin origin) {
        Profile profile = profiles.of(message.account());
        synchronized (profile) {
            if (!incidents.doubts(message.account(), message.at())) {
                profile.settle(message.at());
            }
            profile.submitted(message.at(), message.recipients());
            // What comes from where the account is at home is not the stranger's: his login does not slow the owner.
            Risk risk = profile.knowsNetwork(origin, message.at()) ? Risk.NONE : profile.risk(message.at());
            List<Anomaly> found =
                    new ArrayList<>(detectors.onMessage(new MessageSighting(message, origin, risk), profile));
            TwoStreams.join(found, risk).ifPresent(found::add);
            return answer(message, profile, risk, found);
        }
    }

    private Assessment answer(Message message, Profile profile, Risk risk, List<Anomaly> found) {
        Optional<Incident> incident = incidents.current(message.account(), message.at());
        if (!found.isEmpty()) {
            profile.sendingAnomaly(message.at());
            incident = Optional.of(incidents.found(message.account(), message.at(), found, false));
        }
        Verdict verdict = policy.onMessage(found, incident.flatMap(Incident::contains));
        if (verdict instanceof Verdict.Hold) {
            incident = incident.map(open -> incidents.held(open, message.at()));
        } else {
            incident.ifPresent(incidents::passed);
            if (found.isEmpty() && !risk.stands()) {
                profile.sent(message.at(), message.recipients());
            }
        }
        return new Assessment(verdict, found, found.isEmpty() ? Optional.empty() : incident);
    }
}

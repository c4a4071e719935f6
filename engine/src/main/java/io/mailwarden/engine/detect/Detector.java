package io.mailwarden.engine.detect;

import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import java.util.Optional;
import java.util.Set;

/**
 * A pure rule: from an event and what is normal for its account to an anomaly or nothing. No I/O, no clock, no logging;
 * it reads the event's own time and changes nothing.
 */
public interface Detector {

    /** Its name in configuration, API and event lines, such as {@code impossible-travel}. */
    String type();

    /** What it finds, in half a sentence for operators, and what that comes to alone when it is not suspected. */
    String finds();

    /** What it looks at, at least one. Findings of detectors that share any of it do not count as independent signs. */
    Set<Evidence> evidence();

    /** What it finds about an accepted login. */
    default Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        return Optional.empty();
    }

    /** What it finds about the client of an accepted login that told its name afterwards. */
    default Optional<Anomaly> onClient(ClientSighting sighting, Profile profile) {
        return Optional.empty();
    }

    /** What it finds about a submitted message. */
    default Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        return Optional.empty();
    }

    /** What it finds when a report comes back that the account's mail did not reach a recipient. */
    default Optional<Anomaly> onReport(ReportSighting sighting, Profile profile) {
        return Optional.empty();
    }

    /** An anomaly of this detector. */
    default Anomaly found(Severity severity, double score, Explanation explanation) {
        return new Anomaly(type(), evidence(), severity, Score.clamped(score), explanation);
    }
}

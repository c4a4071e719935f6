package io.mailwarden.engine.detect;

import io.mailwarden.engine.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The detectors that are asked about each event, in order. Immutable.
 *
 * @param all each type once
 */
public record Detectors(List<Detector> all) {

    public Detectors {
        all = List.copyOf(all);
    }

    /** Those that look at logins, then those that look at what is sent. */
    public static Detectors of(List<Detector> login, List<Detector> sending) {
        return new Detectors(Stream.concat(login.stream(), sending.stream()).toList());
    }

    /** All that is found about an accepted login. */
    public List<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        return ask(detector -> detector.onLogin(sighting, profile));
    }

    /** All that is found about a client that told its name after its login. */
    public List<Anomaly> onClient(ClientSighting sighting, Profile profile) {
        return ask(detector -> detector.onClient(sighting, profile));
    }

    /** All that is found about a submitted message. */
    public List<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        return ask(detector -> detector.onMessage(sighting, profile));
    }

    /** All that is found when a report of failed delivery comes back. */
    public List<Anomaly> onReport(ReportSighting sighting, Profile profile) {
        return ask(detector -> detector.onReport(sighting, profile));
    }

    // A loop: asked for each event, and nearly always nothing is found.
    private List<Anomaly> ask(Function<Detector, Optional<Anomaly>> question) {
        List<Anomaly> found = List.of();
        for (Detector detector : all) {
            Optional<Anomaly> anomaly = question.apply(detector);
            if (anomaly.isPresent()) {
                found = found.isEmpty() ? new ArrayList<>(2) : found;
                found.add(anomaly.get());
            }
        }
        return found;
    }
}

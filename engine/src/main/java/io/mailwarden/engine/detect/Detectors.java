package io.mailwarden.engine.detect;

import io.mailwarden.engine.profile.Profile;
import java.util.List;
import java.util.Optional;

/**
 * The detectors that are asked about each event, in order. Immutable.
 *
 * @param all each type once
 */
public record Detectors(List<Detector> all) {

    public Detectors {
        all = List.copyOf(all);
    }

    /** All detectors of Mailwarden. */
    public static Detectors standard(
            ImpossibleTravelConfig impossibleTravel,
            GuessedPasswordConfig guessedPassword,
            SendingConfig submissionBurst,
            SendingConfig recipientFanOut) {
        return new Detectors(List.of(
                new ImpossibleTravel(impossibleTravel),
                new NewCountry(),
                new MaliciousAddress(),
                new GuessedPassword(guessedPassword),
                new SubmissionBurst(submissionBurst),
                new RecipientFanOut(recipientFanOut)));
    }

    /** All that is found about an accepted login. */
    public List<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        return all.stream()
                .map(detector -> detector.onLogin(sighting, profile))
                .flatMap(Optional::stream)
                .toList();
    }

    /** All that is found about a submitted message. */
    public List<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        return all.stream()
                .map(detector -> detector.onMessage(sighting, profile))
                .flatMap(Optional::stream)
                .toList();
    }
}

package io.mailwarden.engine.detect;

/** The limits of all detectors that look at logins; each component is a section of the configuration file. */
public record LoginDetection(ImpossibleTravelConfig impossibleTravel, GuessedPasswordConfig guessedPassword) {

    /** The shipped settings. */
    public static LoginDetection defaults() {
        return new LoginDetection(ImpossibleTravelConfig.defaults(), GuessedPasswordConfig.defaults());
    }
}

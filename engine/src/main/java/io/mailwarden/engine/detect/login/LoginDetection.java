package io.mailwarden.engine.detect.login;

/**
 * The limits of all detectors that look at logins; each component, and each of a part, is a section of the
 * configuration file.
 */
public record LoginDetection(
        ScoredLoginConfig scoredLogin,
        LoginPlaceDetection place,
        UnusualHourConfig unusualHour,
        OutdatedClientConfig outdatedClient,
        AbusedClientConfig abusedClient,
        GuessedPasswordConfig guessedPassword,
        CohortConfig cohort,
        DormantAccountConfig dormantAccount) {

    /** The default settings, as in the shipped configuration file. */
    public static LoginDetection defaults() {
        return new LoginDetection(
                ScoredLoginConfig.defaults(),
                LoginPlaceDetection.defaults(),
                UnusualHourConfig.defaults(),
                OutdatedClientConfig.defaults(),
                AbusedClientConfig.defaults(),
                GuessedPasswordConfig.defaults(),
                CohortConfig.defaults(),
                DormantAccountConfig.defaults());
    }
}

package io.mailwarden.engine.detect.login;

/** The limits of all detectors that look at logins; each component is a section of the configuration file. */
public record LoginDetection(
        ScoredLoginConfig scoredLogin,
        ImpossibleTravelConfig impossibleTravel,
        UnusualCountryConfig unusualCountry,
        UnusualHourConfig unusualHour,
        OutdatedClientConfig outdatedClient,
        AbusedClientConfig abusedClient,
        GuessedPasswordConfig guessedPassword,
        ManyAddressesConfig manyAddresses,
        CohortConfig cohort,
        DormantAccountConfig dormantAccount,
        ConcurrentPlacesConfig concurrentPlaces) {

    /** The default settings, as in the shipped configuration file. */
    public static LoginDetection defaults() {
        return new LoginDetection(
                ScoredLoginConfig.defaults(),
                ImpossibleTravelConfig.defaults(),
                UnusualCountryConfig.defaults(),
                UnusualHourConfig.defaults(),
                OutdatedClientConfig.defaults(),
                AbusedClientConfig.defaults(),
                GuessedPasswordConfig.defaults(),
                ManyAddressesConfig.defaults(),
                CohortConfig.defaults(),
                DormantAccountConfig.defaults(),
                ConcurrentPlacesConfig.defaults());
    }
}

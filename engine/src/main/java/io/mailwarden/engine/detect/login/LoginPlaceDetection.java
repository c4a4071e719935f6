package io.mailwarden.engine.detect.login;

/** The limits of the detectors that look at where a login comes from; each component is a section. */
public record LoginPlaceDetection(
        ImpossibleTravelConfig impossibleTravel,
        UnusualCountryConfig unusualCountry,
        ManyAddressesConfig manyAddresses,
        ConcurrentPlacesConfig concurrentPlaces) {

    /** The shipped settings. */
    public static LoginPlaceDetection defaults() {
        return new LoginPlaceDetection(
                ImpossibleTravelConfig.defaults(),
                UnusualCountryConfig.defaults(),
                ManyAddressesConfig.defaults(),
                ConcurrentPlacesConfig.defaults());
    }
}

package io.mailwarden.engine.detect;

import io.mailwarden.engine.profile.Evidence;
import io.mailwarden.engine.profile.Profile;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The first login from a country, for an account whose countries are known. Score: 0.5, travel being more common than
 * theft; 0.3 from a data centre or an anonymizer, whose country is not its user's. (Check Point and BuffaLogs count it
 * as suspected too; neither publishes how often it is wrong.)
 */
final class NewCountry implements Detector {

    private static final double SCORE = 0.5;
    private static final double HIDDEN_SCORE = 0.3;
    private static final int NAMED = 3;

    @Override
    public String type() {
        return "new-country";
    }

    @Override
    public Evidence evidence() {
        return Evidence.PLACE;
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting now, Profile profile) {
        if (now.origin().safe()
                || !profile.mature(now.at())
                || profile.countries().isEmpty()) {
            return Optional.empty();
        }
        return now.origin()
                .place()
                .filter(place -> !profile.knowsCountry(place.country(), now.at()))
                .map(place -> found(
                        Severity.SUSPECTED,
                        now.origin().kind().hidesPlace() ? HIDDEN_SCORE : SCORE,
                        Explanation.of(
                                "first login from %s: %s; until now %s",
                                place.country(), now.origin().words(), usual(profile))));
    }

    private static String usual(Profile profile) {
        return profile.countries().stream().limit(NAMED).map(NewCountry::words).collect(Collectors.joining(", "));
    }

    private static String words(Map.Entry<String, Long> country) {
        return country.getKey() + " (" + country.getValue() + (country.getValue() == 1 ? " login)" : " logins)");
    }
}

package io.mailwarden.owner;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.support.Text;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is new about a login, as owners are told of it: by what detectors found in it, in keys that stay the same for
 * the same kind of login. A traveller is a new country once, whatever its networks are called; where the country is not
 * the news, the provider is.
 */
final class LoginNews {

    private static final String UNUSUAL_NETWORK = "unusual-network";
    // The score of another network of a provider that the owner uses: weak, and no news to him.
    private static final double WITHIN_PROVIDER = 0.1;
    private static final Set<String> ABOUT_PROVIDERS = Set.of(UNUSUAL_NETWORK, "many-addresses");
    private static final String HIDDEN = "hidden-network";
    // An old program that the owner uses is no news to him.
    private static final String OUTDATED = "outdated-client";
    private static final int LONGEST = 100;

    private LoginNews() {}

    /** Nothing when none of it is about a place, a network or a program. */
    static Set<String> of(Login login, Origin origin, Collection<Anomaly> found) {
        List<Anomaly> places = found.stream()
                .filter(one -> one.evidence().contains(Evidence.PLACE) && !withinProvider(one))
                .toList();
        boolean far = places.stream()
                .anyMatch(one ->
                        !ABOUT_PROVIDERS.contains(one.type()) && !one.type().equals(HIDDEN));
        Set<String> news = new TreeSet<>();
        if (far) {
            news.add(origin.country().map(country -> "country:" + country).orElseGet(() -> provider(origin)));
        } else if (places.stream().anyMatch(one -> ABOUT_PROVIDERS.contains(one.type()))) {
            news.add(provider(origin));
        }
        if (places.stream().anyMatch(one -> one.type().equals(HIDDEN))) {
            news.add("kind:" + origin.kind().label());
        }
        if (found.stream().anyMatch(LoginNews::ofClient)) {
            news.add("client:" + login.client().family().toLowerCase(Locale.ROOT));
        }
        if (found.stream().anyMatch(one -> one.evidence().contains(Evidence.REPUTATION))) {
            news.add("listed:" + origin.network().map(Object::toString).orElse(""));
        }
        return news.stream().map(one -> Text.printable(one, LONGEST)).collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static boolean withinProvider(Anomaly one) {
        return one.type().equals(UNUSUAL_NETWORK) && one.strength() <= WITHIN_PROVIDER;
    }

    private static boolean ofClient(Anomaly one) {
        return one.evidence().contains(Evidence.CLIENT) && !one.type().equals(OUTDATED);
    }

    private static String provider(Origin origin) {
        return origin.asn().isPresent()
                ? "provider:" + origin.asn().getAsLong()
                : "network:" + origin.network().map(Object::toString).orElse("");
    }
}

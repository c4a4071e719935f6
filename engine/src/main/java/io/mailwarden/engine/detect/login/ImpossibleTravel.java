package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Whereabouts;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two logins farther apart than anyone travels in the time between them.
 *
 * <p>Distance is the great circle between the two positions less both accuracy radii: the least that the account must
 * have travelled. Score: (1 - limit / speed) x km / (km + 500): half for twice the limit, and half again for 500 km,
 * since providers and VPNs hand their users over a border more often than thieves live next door; halved when a data
 * centre or an anonymizer at either end says little about where its user is; halved when the program is the account's
 * own ({@link KnownHand}); 0.6 of it through a provider that the account uses: a phone that roams, or a provider whose
 * addresses the database puts elsewhere; of owners' first logins from a country 19 % are such, of thieves' 4 %. Silent
 * when either end is safe, when the new network is known to the account (a second home, the office VPN), when a place is
 * not known, and for events out of order. Compared is the account's last login without suspicion; where nobody travelled
 * too fast from there, its last one under suspicion, too: of two strangers on two continents one at least is not the
 * owner. The attacker's place never becomes the place to travel from for the owner at home, whose network is known.
 */
final class ImpossibleTravel implements Detector {

    // Two logins within a minute are as good as at once; it also keeps the speed finite.
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final double WEAKENED = 0.5;
    private static final double NEAR_KM = 500;
    // As new-country has it.
    private static final double KNOWN_PROVIDER = 0.6;
    // Whatever speaks for the owner: below it a login is learned at once, and its place would be his.
    private static final double LEAST = 0.25;

    private final ImpossibleTravelConfig config;

    ImpossibleTravel(ImpossibleTravelConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return Suspicion.OF_TRAVEL;
    }

    @Override
    public String finds() {
        return "two logins farther apart than anyone travels, less the error of both places; critical with a "
                + "second independent sign";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.PLACE);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (!Unfamiliar.newPlace(sighting, profile)) {
            return Optional.empty();
        }
        return from(profile.lastTrusted(), sighting, profile).or(() -> from(profile.lastDoubtful(), sighting, profile));
    }

    private Optional<Anomaly> from(Optional<Whereabouts> place, LoginSighting sighting, Profile profile) {
        return place.filter(last -> !last.safe() && !sighting.at().isBefore(last.at()))
                .map(last -> new Trip(last, Whereabouts.of(sighting.at(), sighting.origin())))
                .filter(Trip::known)
                .filter(this::impossible)
                .map(trip -> anomaly(trip, sighting, profile));
    }

    private boolean impossible(Trip trip) {
        return (config.withinCountry()
                        || !trip.from().country().equals(trip.to().country()))
                && trip.kilometres() >= config.minDistanceKm()
                && trip.speed() > config.maxSpeedKmPerH();
    }

    private Anomaly anomaly(Trip trip, LoginSighting sighting, Profile profile) {
        double score = (1 - config.maxSpeedKmPerH() / trip.speed()) * trip.kilometres() / (trip.kilometres() + NEAR_KM);
        return found(
                Severity.SUSPECTED,
                lowered(trip.hidden().isPresent() ? WEAKENED * score : score, trip, sighting, profile),
                Explanation.of(
                        "%s %s after %s: at least %,.0f km, which is %,.0f km/h (limit %,.0f)%s%s%s",
                        trip.to().name(),
                        words(trip.time()),
                        trip.from().name(),
                        trip.kilometres(),
                        trip.speed(),
                        config.maxSpeedKmPerH(),
                        trip.hidden()
                                .map(kind -> ", but one end is " + kind.words())
                                .orElse(""),
                        KnownHand.words(sighting, profile),
                        roams(trip, sighting, profile) ? "; its provider speaks for the owner" : ""));
    }

    private static double lowered(double score, Trip trip, LoginSighting sighting, Profile profile) {
        double byHand = KnownHand.lowered(score, sighting, profile);
        return roams(trip, sighting, profile) ? Math.max(Math.min(LEAST, byHand), KNOWN_PROVIDER * byHand) : byHand;
    }

    // Whose phone roams, or whose provider's addresses the database puts into another country. Data centres and
    // anonymizers
    // are everybody's.
    private static boolean roams(Trip trip, LoginSighting sighting, Profile profile) {
        return trip.hidden().isEmpty() && sighting.footprint().asn() != 0 && !Unfamiliar.newProvider(sighting, profile);
    }

    private static String words(Duration between) {
        if (between.toHours() >= 3) {
            return between.toHours() + " h";
        }
        return between.toMinutes() == 0 ? "less than a minute" : between.toMinutes() + " min";
    }

    /** From one login to the next. */
    private record Trip(Whereabouts from, Whereabouts to) {

        boolean known() {
            return !Double.isNaN(kilometres());
        }

        double kilometres() {
            return from.leastKilometresTo(to);
        }

        Duration time() {
            return Duration.between(from.at(), to.at());
        }

        /** What hides one of its ends. */
        Optional<NetworkKind> hidden() {
            return Stream.of(to.kind(), from.kind())
                    .filter(NetworkKind::hidesPlace)
                    .findFirst();
        }

        /** Kilometres per hour. */
        double speed() {
            return kilometres() * 3600.0 / (time().compareTo(SHORTEST) < 0 ? SHORTEST : time()).toSeconds();
        }
    }
}

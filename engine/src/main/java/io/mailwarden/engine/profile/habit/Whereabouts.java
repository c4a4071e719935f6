package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.event.Position;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Place;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.StableNumbers;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where and when an account was seen, as little as travel needs. Immutable.
 *
 * @param second since 1970, when
 * @param city its name; empty when not known
 * @param country two letters; empty when not known
 * @param latitude degrees, NaN when not known
 * @param longitude degrees, NaN when not known
 * @param accuracyKm radius that holds the true place
 * @param kind who usually stands behind the network
 * @param safe whether somebody vouches for the place: nobody travels from or to it
 */
public record Whereabouts(
        long second,
        String city,
        String country,
        float latitude,
        float longitude,
        float accuracyKm,
        NetworkKind kind,
        boolean safe) {

    private static final int LONGEST_NAME = 1_000;
    private static final StableNumbers<NetworkKind> KINDS = new StableNumbers<>(
            NetworkKind.class,
            List.of(NetworkKind.RESIDENTIAL, NetworkKind.HOSTING, NetworkKind.ANONYMIZER, NetworkKind.MALICIOUS));

    /** Of a login at that time from there. */
    public static Whereabouts of(Instant at, Origin origin) {
        long second = at.getEpochSecond();
        if (origin.place().isEmpty()) {
            return new Whereabouts(second, "", "", Float.NaN, Float.NaN, 0, origin.kind(), origin.placeVouched());
        }
        Place place = origin.place().get();
        boolean known = place.position().isPresent();
        return new Whereabouts(
                second,
                place.city().orElse(""),
                place.country(),
                known ? (float) place.position().get().latitude() : Float.NaN,
                known ? (float) place.position().get().longitude() : Float.NaN,
                (float) place.accuracyKm(),
                origin.kind(),
                origin.placeVouched());
    }

    /** The same, with what came of the login: nobody travels from where it was only excused that somebody was. */
    public static Whereabouts of(Instant at, Origin origin, EventOutcome outcome) {
        boolean excused = outcome.has(Mark.NETWORK_STRANGE)
                || outcome.has(Mark.PROVIDER_STRANGE)
                || outcome.has(Mark.COUNTRY_STRANGE);
        return of(at, excused ? origin.vouched() : origin);
    }

    /** The time of the login, to the second. */
    public Instant at() {
        return Instant.ofEpochSecond(second);
    }

    /** City and country, or the country alone; empty when not known. */
    public String name() {
        return city.isEmpty() ? country : city + ", " + country;
    }

    /** Latitude and longitude; empty when not known. */
    public Optional<Position> position() {
        return Float.isNaN(latitude) ? Optional.empty() : Optional.of(new Position(latitude, longitude));
    }

    /** The least distance to there in km: both error radii may have pretended it. NaN when either is not known. */
    public double leastKilometresTo(Whereabouts other) {
        return Math.max(0, kilometresTo(other) - accuracyKm - other.accuracyKm);
    }

    /** The most, with both error radii; NaN likewise. */
    public double mostKilometresTo(Whereabouts other) {
        return kilometresTo(other) + accuracyKm + other.accuracyKm;
    }

    private double kilometresTo(Whereabouts other) {
        return Float.isNaN(latitude) || Float.isNaN(other.latitude)
                ? Double.NaN
                : new Position(latitude, longitude).kilometresTo(new Position(other.latitude, other.longitude));
    }

    public void write(SnapshotWriter out) {
        out.signed(second);
        out.text(city);
        out.text(country);
        out.decimal(latitude);
        out.decimal(longitude);
        out.decimal(accuracyKm);
        out.number(KINDS.of(kind));
        out.flag(safe);
    }

    // Many accounts are in one city: its name is in memory once.
    public static Whereabouts read(SnapshotReader in) throws UnreadableSnapshot {
        Whereabouts read = new Whereabouts(
                in.second(),
                in.text(LONGEST_NAME).intern(),
                in.text(LONGEST_NAME).intern(),
                in.decimal32(),
                in.decimal32(),
                in.decimal32(),
                KINDS.read(in),
                in.flag());
        boolean somewhere = Math.abs(read.latitude) <= 90 && Math.abs(read.longitude) <= 180;
        if (!somewhere && !Float.isNaN(read.latitude)) {
            throw in.unreadable("no position: " + read.latitude + ", " + read.longitude);
        }
        return read;
    }
}

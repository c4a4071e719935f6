package io.mailwarden.engine.origin;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is read of an entry as MaxMind writes them (City, Country, ASN, ISP, Enterprise); the rest, such as names in other
 * languages, is passed over without being made, which is why this is faster than {@link KeyedEntry}. Made by MaxMind's
 * reader through reflection, hence public. The reader converts no number to another kind, so that those of which makers
 * choose the kind are objects.
 */
public record MaxMindEntry(
        @Nullable City city,
        @Nullable Country country,
        @Nullable Location location,
        @Nullable Traits traits,
        @Nullable Object asn,
        @Nullable String organization) {

    private static final Place.Coordinates NOWHERE = new Place.Coordinates(null, null, null);

    @MaxMindDbConstructor
    public MaxMindEntry(
            @MaxMindDbParameter(name = "city") @Nullable City city,
            @MaxMindDbParameter(name = "country") @Nullable Country country,
            @MaxMindDbParameter(name = "location") @Nullable Location location,
            @MaxMindDbParameter(name = "traits") @Nullable Traits traits,
            @MaxMindDbParameter(name = "autonomous_system_number") @Nullable Object asn,
            @MaxMindDbParameter(name = "autonomous_system_organization") @Nullable String organization) {
        this.city = city;
        this.country = country;
        this.location = location;
        this.traits = traits;
        this.asn = asn;
        this.organization = organization;
    }

    /** The city of an entry in a geography database. */
    public record City(@Nullable Names names) {

        @MaxMindDbConstructor
        public City(@MaxMindDbParameter(name = "names") @Nullable Names names) {
            this.names = names;
        }

        private @Nullable String english() {
            return names == null ? null : names.english();
        }
    }

    /** A name in one language. */
    public record Names(@Nullable String english) {

        @MaxMindDbConstructor
        public Names(@MaxMindDbParameter(name = "en") @Nullable String english) {
            this.english = english;
        }
    }

    /** A country by its ISO 3166-1 code. */
    public record Country(@Nullable String code) {

        @MaxMindDbConstructor
        public Country(@MaxMindDbParameter(name = "iso_code") @Nullable String code) {
            this.code = code;
        }
    }

    /** A position, and how far off it may be, in kilometres. */
    public record Location(@Nullable Object latitude, @Nullable Object longitude, @Nullable Object accuracyKm) {

        @MaxMindDbConstructor
        public Location(
                @MaxMindDbParameter(name = "latitude") @Nullable Object latitude,
                @MaxMindDbParameter(name = "longitude") @Nullable Object longitude,
                @MaxMindDbParameter(name = "accuracy_radius") @Nullable Object accuracyKm) {
            this.latitude = latitude;
            this.longitude = longitude;
            this.accuracyKm = accuracyKm;
        }

        private Place.Coordinates values() {
            return new Place.Coordinates(latitude, longitude, accuracyKm);
        }
    }

    /** The provider, where entries of places have it too. */
    public record Traits(@Nullable Object asn, @Nullable String organization) {

        @MaxMindDbConstructor
        public Traits(
                @MaxMindDbParameter(name = "autonomous_system_number") @Nullable Object asn,
                @MaxMindDbParameter(name = "autonomous_system_organization") @Nullable String organization) {
            this.asn = asn;
            this.organization = organization;
        }
    }

    Optional<Place> place() {
        return Place.told(
                country == null ? null : country.code(),
                city == null ? null : city.english(),
                location == null ? NOWHERE : location.values());
    }

    Optional<Provider> provider() {
        Object number = asn != null || traits == null ? asn : traits.asn();
        String name = asn != null || traits == null ? organization : traits.organization();
        return Provider.told(number, name);
    }
}

package io.mailwarden.engine.origin;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import io.mailwarden.engine.event.Position;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is read of an entry in a City or Country database; the rest, such as names in other languages, is passed over.
 * Made by MaxMind's reader through reflection, hence public.
 */
public record PlaceEntry(@Nullable City city, @Nullable Country country, @Nullable Coordinates location) {

    @MaxMindDbConstructor
    public PlaceEntry(
            @MaxMindDbParameter(name = "city") @Nullable City city,
            @MaxMindDbParameter(name = "country") @Nullable Country country,
            @MaxMindDbParameter(name = "location") @Nullable Coordinates location) {
        this.city = city;
        this.country = country;
        this.location = location;
    }

    /** The city of an entry in a geography database. */
    public record City(@Nullable Names names) {

        @MaxMindDbConstructor
        public City(@MaxMindDbParameter(name = "names") @Nullable Names names) {
            this.names = names;
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
    public record Coordinates(@Nullable Double latitude, @Nullable Double longitude, @Nullable Integer accuracyKm) {

        @MaxMindDbConstructor
        public Coordinates(
                @MaxMindDbParameter(name = "latitude") @Nullable Double latitude,
                @MaxMindDbParameter(name = "longitude") @Nullable Double longitude,
                @MaxMindDbParameter(name = "accuracy_radius") @Nullable Integer accuracyKm) {
            this.latitude = latitude;
            this.longitude = longitude;
            this.accuracyKm = accuracyKm;
        }

        private Optional<Position> position() {
            return latitude == null || longitude == null
                    ? Optional.empty()
                    : Optional.of(new Position(latitude, longitude));
        }
    }

    Optional<Place> place() {
        if (country == null || country.code() == null || !Place.isCountry(country.code())) {
            return Optional.empty();
        }
        Optional<String> name = city == null || city.names() == null
                ? Optional.empty()
                : Optional.ofNullable(city.names().english());
        Integer accuracy = location == null ? null : location.accuracyKm();
        return Optional.of(new Place(
                country.code(),
                name,
                location == null ? Optional.empty() : location.position(),
                accuracy == null ? Place.ASSUMED_ACCURACY_KM : accuracy));
    }
}

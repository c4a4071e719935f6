package io.mailwarden.engine.origin;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader.FileMode;
import com.maxmind.geoip2.DatabaseReader;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import com.maxmind.geoip2.model.AsnResponse;
import com.maxmind.geoip2.model.CityResponse;
import com.maxmind.geoip2.model.CountryResponse;
import com.maxmind.geoip2.record.Location;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * One MaxMind-format database of cities, countries or autonomous systems. It is read into memory whole, so that the
 * file may be replaced or cut while it is in use. Thread-safe.
 */
final class GeoDatabase {

    private enum Kind {
        CITY,
        COUNTRY,
        ASN
    }

    private final DatabaseReader reader;
    private final Kind kind;
    private final String summary;

    private GeoDatabase(DatabaseReader reader, Kind kind, String summary) {
        this.reader = reader;
        this.kind = kind;
        this.summary = summary;
    }

    /** Opens the file; throws IOException when it is missing, cut, or of another kind. */
    static GeoDatabase open(Path file) throws IOException {
        try {
            DatabaseReader reader = new DatabaseReader.Builder(file.toFile())
                    .fileMode(FileMode.MEMORY)
                    .withCache(new CHMCache())
                    .build();
            String type = reader.getMetadata().getDatabaseType();
            LocalDate built =
                    LocalDate.ofInstant(reader.getMetadata().getBuildDate().toInstant(), ZoneOffset.UTC);
            return new GeoDatabase(reader, kindOf(type, file), type + " of " + built);
        } catch (RuntimeException e) {
            throw new IOException("not a readable MaxMind-format database: " + file, e);
        }
    }

    private static Kind kindOf(String type, Path file) throws IOException {
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.contains("asn") || lower.contains("isp")) {
            return Kind.ASN;
        }
        if (lower.contains("city") || lower.contains("enterprise")) {
            return Kind.CITY;
        }
        if (lower.contains("country")) {
            return Kind.COUNTRY;
        }
        throw new IOException("a City, Country or ASN database is expected, not " + type + ": " + file);
    }

    boolean tellsPlaces() {
        return kind != Kind.ASN;
    }

    Optional<Place> place(Address address) throws IOException {
        try {
            return switch (kind) {
                case CITY -> reader.tryCity(address.inet()).flatMap(GeoDatabase::place);
                case COUNTRY -> reader.tryCountry(address.inet()).flatMap(GeoDatabase::place);
                case ASN -> Optional.empty();
            };
        } catch (GeoIp2Exception | RuntimeException e) {
            throw new IOException("cannot read " + summary, e);
        }
    }

    Optional<Provider> provider(Address address) throws IOException {
        if (kind != Kind.ASN) {
            return Optional.empty();
        }
        try {
            return reader.tryAsn(address.inet()).flatMap(GeoDatabase::provider);
        } catch (GeoIp2Exception | RuntimeException e) {
            throw new IOException("cannot read " + summary, e);
        }
    }

    private static Optional<Provider> provider(AsnResponse response) {
        return Optional.ofNullable(response.getAutonomousSystemNumber())
                .map(number -> Provider.of(
                        number,
                        Optional.ofNullable(response.getAutonomousSystemOrganization())
                                .orElse("")));
    }

    private static Optional<Place> place(CityResponse response) {
        return Optional.ofNullable(response.getCountry().getIsoCode()).map(country -> {
            Location location = response.getLocation();
            return new Place(
                    country, Optional.ofNullable(response.getCity().getName()), position(location), accuracy(location));
        });
    }

    private static Optional<Place> place(CountryResponse response) {
        return Optional.ofNullable(response.getCountry().getIsoCode())
                .map(country -> new Place(country, Optional.empty(), Optional.empty(), Place.ASSUMED_ACCURACY_KM));
    }

    private static Optional<Position> position(Location location) {
        Double latitude = location.getLatitude();
        Double longitude = location.getLongitude();
        return latitude == null || longitude == null
                ? Optional.empty()
                : Optional.of(new Position(latitude, longitude));
    }

    private static double accuracy(Location location) {
        Integer radius = location.getAccuracyRadius();
        return radius == null ? Place.ASSUMED_ACCURACY_KM : radius;
    }

    /** What it is and when it was made. */
    String summary() {
        return summary;
    }
}

package io.mailwarden.engine.origin;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import io.mailwarden.engine.event.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * One MaxMind-format database of cities, countries or autonomous systems. It is read into memory whole, so that the
 * file may be replaced or cut while it is in use. Thread-safe.
 */
final class GeoDatabase {

    // Names and countries that entries share, kept as objects.
    private static final int MOST_PARTS = 1 << 15;

    private enum Kind {
        CITY,
        COUNTRY,
        ASN
    }

    private final Reader reader;
    private final Kind kind;
    private final String summary;
    // No more than the database has.
    private final ConcurrentMap<Place, Place> places = new ConcurrentHashMap<>();
    private final ConcurrentMap<Provider, Provider> providers = new ConcurrentHashMap<>();

    private GeoDatabase(Reader reader, Kind kind, String summary) {
        this.reader = reader;
        this.kind = kind;
        this.summary = summary;
    }

    /** Opens the file; throws IOException when it is missing, cut, or of another kind. */
    static GeoDatabase open(Path file) throws IOException {
        try {
            Reader reader = new Reader(file.toFile(), FileMode.MEMORY, new CHMCache(MOST_PARTS));
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
        return tellsPlaces()
                ? read(address, PlaceEntry.class, entry -> entry.place().map(this::shared))
                : Optional.empty();
    }

    Optional<Provider> provider(Address address) throws IOException {
        return kind == Kind.ASN
                ? read(address, ProviderEntry.class, entry -> entry.provider().map(this::shared))
                : Optional.empty();
    }

    private <E, T> Optional<T> read(Address address, Class<E> type, Function<E, Optional<T>> meaning)
            throws IOException {
        try {
            E entry = reader.get(address.inet(), type);
            return entry == null ? Optional.empty() : meaning.apply(entry);
        } catch (IOException | RuntimeException e) {
            throw new IOException("cannot read " + summary, e);
        }
    }

    // Many networks are in one place, and have one provider.
    private Place shared(Place place) {
        Place known = places.putIfAbsent(place, place);
        return known == null ? place : known;
    }

    private Provider shared(Provider provider) {
        Provider known = providers.putIfAbsent(provider, provider);
        return known == null ? provider : known;
    }

    /** What it is and when it was made. */
    String summary() {
        return summary;
    }
}

package io.mailwarden.engine.origin;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.origin.EntrySurvey.Kind;
import io.mailwarden.engine.origin.EntrySurvey.Question;
import io.mailwarden.engine.support.Text;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One database of places, autonomous systems, or both, in MaxMind's file format, by whomever it is made: what it tells is
 * found out from its entries. A copy of it serves, so that the file may be replaced or cut while it is in use.
 * Thread-safe.
 */
final class GeoDatabase {

    // Addresses are given to others; makers publish each week or month.
    private static final Duration OLD = Duration.ofDays(366);

    // Names and countries that entries share, kept as objects.
    private static final int MOST_PARTS = 1 << 15;
    private static final int LONGEST_TYPE = 80;

    private record Found(Optional<Place> place, Optional<Provider> provider) {

        private static final Found NOTHING = new Found(Optional.empty(), Optional.empty());
    }

    private final Reader reader;
    private final EntrySurvey survey;
    private final String name;
    // No more than the database has.
    private final ConcurrentMap<Place, Place> places = new ConcurrentHashMap<>();
    private final ConcurrentMap<Provider, Provider> providers = new ConcurrentHashMap<>();

    private GeoDatabase(Reader reader, EntrySurvey survey, String name) {
        this.reader = reader;
        this.survey = survey;
        this.name = name;
    }

    /**
     * Opens the file; throws IOException when it is missing, cut, or tells nothing that is asked of it: that one names the
     * keys of its entries.
     */
    static GeoDatabase open(Path file) throws IOException {
        try {
            Reader reader = reader(file);
            String type = Text.printable(String.valueOf(reader.getMetadata().getDatabaseType()), LONGEST_TYPE);
            GeoDatabase database = new GeoDatabase(reader, EntrySurvey.of(reader), type + " of " + day(built(reader)));
            database.requireAnswers();
            return database;
        } catch (RuntimeException e) {
            throw new IOException("not a readable MaxMind-format database: " + file, e);
        }
    }

    // Tens of megabytes that the collector need not look after: a copy of its own is mapped. Where none can be made,
    // the heap has it.
    private static Reader reader(Path file) throws IOException {
        Path copy;
        try {
            copy = Files.createTempFile("mailwarden-", ".mmdb");
        } catch (IOException | UnsupportedOperationException e) {
            return read(file, FileMode.MEMORY);
        }
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            return read(copy, FileMode.MEMORY_MAPPED);
        } catch (FileSystemException e) {
            return read(file, FileMode.MEMORY);
        } finally {
            // Where a file in use can be deleted, its bytes stay until nobody uses them.
            if (!copy.toFile().delete()) {
                copy.toFile().deleteOnExit();
            }
        }
    }

    private static Reader read(Path file, FileMode mode) throws IOException {
        return new Reader(file.toFile(), mode, new CHMCache(MOST_PARTS));
    }

    private void requireAnswers() throws IOException {
        if (survey.kinds().isEmpty()) {
            throw new IOException(name + " has no entries");
        }
        if (survey.answers().isEmpty()) {
            throw new IOException(name + ": no country and no autonomous system is found in its entries, which have "
                    + Text.printable(survey.keys(), LONGEST_TYPE * 2));
        }
    }

    private static Instant built(Reader reader) {
        return reader.getMetadata().getBuildDate().toInstant();
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    boolean tellsPlaces() {
        return survey.answers().contains(Question.COUNTRIES);
    }

    /** Whether it has entries about IPv6 addresses. */
    boolean knowsIpv6() {
        return survey.kinds().contains(Kind.IPV6);
    }

    /** Whether it was made more than a year before that time. */
    boolean oldAt(Instant now) {
        return built(reader).plus(OLD).isBefore(now);
    }

    /** Where the address is. */
    Optional<Place> place(Address address) throws IOException {
        return tellsPlaces() ? read(address).place().map(this::shared) : Optional.empty();
    }

    /** Whose it is. */
    Optional<Provider> provider(Address address) throws IOException {
        return survey.answers().contains(Question.PROVIDERS)
                ? read(address).provider().map(this::shared)
                : Optional.empty();
    }

    private Found read(Address address) throws IOException {
        InetAddress inet = address.inet();
        // The reader would take the first 32 bits for an IPv4 address, and answer for that.
        if (inet instanceof Inet6Address && reader.getMetadata().getIpVersion() != 6) {
            return Found.NOTHING;
        }
        try {
            return survey.asMaxMindWrites() ? asMaxMindWrites(inet) : byKeys(inet);
        } catch (IOException | RuntimeException e) {
            throw new IOException("cannot read " + name, e);
        }
    }

    private Found asMaxMindWrites(InetAddress address) throws IOException {
        @Nullable MaxMindEntry entry = reader.get(address, MaxMindEntry.class);
        return entry == null ? Found.NOTHING : new Found(entry.place(), entry.provider());
    }

    private Found byKeys(InetAddress address) throws IOException {
        @SuppressWarnings("unchecked") // keys of the format's maps are texts
        @Nullable Map<String, ?> fields = reader.get(address, Map.class);
        if (fields == null) {
            return Found.NOTHING;
        }
        KeyedEntry entry = new KeyedEntry(fields);
        return new Found(entry.place(), entry.provider());
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

    /** Its kind by its maker's name and when it was made, such as "GeoLite2-City of 2026-09-18". */
    String name() {
        return name;
    }

    /** What it is, when it was made, and what it tells. */
    String summary() {
        String told = survey.answers().stream().map(Question::words).collect(Collectors.joining(", "));
        String kinds = survey.kinds().equals(Set.of(Kind.IPV4))
                ? ", of IPv4 alone"
                : survey.kinds().equals(Set.of(Kind.IPV6)) ? ", of IPv6 alone" : "";
        return name + ": " + told + kinds;
    }
}

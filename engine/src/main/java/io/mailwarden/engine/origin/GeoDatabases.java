package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.support.Alarms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The geography databases in the operator's order; later ones fill what earlier ones do not know. One thread refreshes,
 * any may ask.
 */
final class GeoDatabases {

    private static final String BROKEN_ENTRY = "geography";

    private interface Question<T> {
        Optional<T> ask(GeoDatabase database, Address address) throws IOException;
    }

    private final List<Watched<GeoDatabase>> files;
    private final Alarms alarms;
    private final Clock clock;

    GeoDatabases(List<Path> files, Alarms alarms, Clock clock) {
        this.files = files.stream()
                .map(file -> new Watched<>(file, GeoDatabase::open, alarms))
                .toList();
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Reads the files that were replaced; true when any was. */
    boolean refresh() {
        boolean changed = false;
        for (Watched<GeoDatabase> file : files) {
            changed |= file.refresh();
        }
        if (changed) {
            // Raised again by the next look-up, where an entry is still broken.
            alarms.clear(BROKEN_ENTRY);
        }
        return changed;
    }

    /** Where the address is: the first country that is told, by the first database that knows most of it. */
    Optional<Place> place(Address address) {
        List<Place> places = told(address, GeoDatabase::place);
        // A database of countries may stand before one of cities.
        return places.stream()
                .filter(place -> place.position().isPresent()
                        && place.country().equals(places.get(0).country()))
                .findFirst()
                .or(() -> places.stream().findFirst());
    }

    /** Whose the address is. */
    Optional<Provider> provider(Address address) {
        return told(address, GeoDatabase::provider).stream().findFirst();
    }

    // Some databases have answers for private addresses, by the country of a registry.
    private <T> List<T> told(Address address, Question<T> question) {
        if (!address.isPublic()) {
            return List.of();
        }
        List<T> answers = new ArrayList<>();
        for (Watched<GeoDatabase> file : files) {
            try {
                Optional<GeoDatabase> database = file.content();
                if (database.isPresent()) {
                    question.ask(database.get(), address).ifPresent(answers::add);
                }
            } catch (IOException e) {
                alarms.raise(BROKEN_ENTRY, "a database has a broken entry", e);
            }
        }
        return answers;
    }

    /** Whether any tells countries. */
    boolean knowGeography() {
        return served().anyMatch(GeoDatabase::tellsPlaces);
    }

    /** Of each that can be used, what it is, when it was made, and what it tells. */
    List<String> summaries() {
        return served().map(GeoDatabase::summary).toList();
    }

    /** What cannot be told, and what is old, each in a sentence. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        if (!knowGeography()) {
            gaps.add("no database in origin.databases tells countries, so countries and distances cannot be told");
        } else if (served().filter(GeoDatabase::tellsPlaces).noneMatch(GeoDatabase::knowsIpv6)) {
            gaps.add("no database in origin.databases tells countries of IPv6 addresses, so they are unknown");
        }
        Instant now = clock.instant();
        served().filter(database -> database.oldAt(now))
                .map(database -> database.name() + " is more than a year old: many addresses have moved since then")
                .forEach(gaps::add);
        return gaps;
    }

    /** The files that are there and cannot be used, each with the reason; there is an alarm for each. */
    Map<Path, String> refused() {
        Map<Path, String> refused = new LinkedHashMap<>();
        files.forEach(file -> file.refusal().ifPresent(reason -> refused.put(file.file(), reason)));
        return refused;
    }

    private Stream<GeoDatabase> served() {
        return files.stream().flatMap(file -> file.content().stream());
    }
}

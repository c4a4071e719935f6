package io.mailwarden.engine.profile.organisation;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.profile.habit.Recent;
import io.mailwarden.engine.support.Caches;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What happened of late at one address or network: to the accounts of each organisation, and to how many organisations.
 * All of one's own counts; each of the others has one vote, and the first of them none, so that a single other one
 * changes nothing. Bounded, the least used go first. Thread-safe.
 */
final class PlaceTries {

    static final int MOST_AT_A_PLACE = 256;

    private static final int MOST_TRIES = 150_000;
    private static final long MOST_PLACES = 50_000;

    private static final long MOST_PLACES_OF_UNKNOWN = 5_000;
    // All of which nothing is known have one vote together: anybody can make up a domain.
    private static final long UNKNOWN = 1;

    private final Cache<Long, Recent> own = Caches.ofMost(MOST_PLACES);
    // Of organisations of which nothing is known: they push out none of the others.
    private final Cache<Long, Recent> unknown = Caches.ofMost(MOST_PLACES_OF_UNKNOWN);
    private final Cache<Long, Recent> organisations = Caches.ofMost(MOST_PLACES);

    /**
     * It happened to an account; nothing without a place.
     *
     * @param organisation key of that of the account
     * @param known whether anything is known of it
     * @param account its key
     */
    void add(long place, long organisation, boolean known, long account, Instant at, int mark) {
        if (place != 0) {
            at(known ? own : unknown, mixed(place, organisation)).add(at, account, mark);
            at(organisations, place).add(at, known ? organisation : UNKNOWN, -1);
        }
    }

    private @Nullable Recent find(long place, long organisation) {
        long key = mixed(place, organisation);
        Recent recent = own.getIfPresent(key);
        return recent == null ? unknown.getIfPresent(key) : recent;
    }

    private static Recent at(Cache<Long, Recent> places, long place) {
        return places.get(place, key -> new Recent(MOST_AT_A_PLACE));
    }

    /** Different pairs of account and mark, in the window before that time. */
    int tries(long place, long organisation, Instant at, Duration window) {
        return count(place, organisation, at, window, recent -> recent.distinctTries(at, window));
    }

    /** Different accounts, in the window before that time. */
    int accounts(long place, long organisation, Instant at, Duration window) {
        return count(place, organisation, at, window, recent -> recent.distinctWho(at, window));
    }

    /** Different marks of that account alone, in the window before that time. */
    int marksOf(long place, long organisation, long account, Instant at, Duration window) {
        Recent recent = own.getIfPresent(mixed(place, organisation));
        return recent == null ? 0 : recent.distinctMarksOf(account, at, window);
    }

    private int count(long place, long organisation, Instant at, Duration window, ToIntFunction<Recent> distinct) {
        Recent recent = find(place, organisation);
        int mine = recent == null ? 0 : distinct.applyAsInt(recent);
        return mine + Math.max(0, organisations(place, at, window) - (mine > 0 ? 1 : 0) - 1);
    }

    /** Different organisations, in the window before that time. */
    int organisations(long place, Instant at, Duration window) {
        Recent all = organisations.getIfPresent(place);
        return all == null ? 0 : all.distinctWho(at, window);
    }

    /** Different accounts of that organisation alone, in the window before that time. */
    int ofOne(long place, long organisation, Instant at, Duration window) {
        Recent recent = find(place, organisation);
        return recent == null ? 0 : recent.distinctWho(at, window);
    }

    private static long mixed(long place, long organisation) {
        long mixed = (place ^ Long.rotateLeft(organisation, 29)) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 32;
    }

    /** Leaves out what no window reaches any more, so long before the latest. */
    void write(SnapshotWriter out, Duration longest) {
        write(own, out, longest);
        write(unknown, out, longest);
        write(organisations, out, longest);
    }

    private static void write(Cache<Long, Recent> places, SnapshotWriter out, Duration longest) {
        List<Map.Entry<Long, Recent>> written = new ArrayList<>();
        long latest =
                places.asMap().values().stream().mapToLong(Recent::latest).max().orElse(0);
        long from = Math.max(0, latest - longest.toSeconds());
        long tries = 0;
        List<Map.Entry<Long, Recent>> all =
                new ArrayList<>(Caches.firstToGo(places).entrySet());
        Collections.reverse(all);
        for (Map.Entry<Long, Recent> place : all) {
            tries += place.getValue().size();
            if (tries <= MOST_TRIES && place.getValue().latest() >= from) {
                written.add(place);
            }
        }
        Collections.reverse(written);
        out.number(written.size());
        for (Map.Entry<Long, Recent> place : written) {
            out.bits64(place.getKey());
            place.getValue().write(out, from);
        }
    }

    void read(SnapshotReader in) throws UnreadableSnapshot {
        read(in, own);
        read(in, unknown);
        read(in, organisations);
    }

    private static void read(SnapshotReader in, Cache<Long, Recent> places) throws UnreadableSnapshot {
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            places.put(in.bits64(), Recent.read(in, MOST_AT_A_PLACE));
        }
    }
}

package io.mailwarden.engine.origin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.support.Alarms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Asks DNS block lists in the background and caches their answers. Nobody waits for them: the first look-up of an
 * address asks, and those after the answer know it. Only public addresses of present events are asked for: an answer
 * says nothing of what was long ago. Thread-safe.
 */
final class AskedBlocklists {

    private static final String FAILED = "dns-blocklists";
    private static final String BUSY = "dns-blocklists-busy";

    // Listings last days; a new one should be known within the hour (Spamhaus, usual TTLs: minutes to an hour).
    private static final Duration LISTED_FOR = Duration.ofHours(24);
    private static final Duration CLEAN_FOR = Duration.ofHours(1);
    private static final Duration FAILED_FOR = Duration.ofMinutes(5);
    private static final Duration PRESENT = Duration.ofHours(1);

    private static final int MOST_ASKED_AT_ONCE = 64;
    private static final int REMEMBERED = 100_000;

    private record Listing(Optional<String> zone, Duration valid) {}

    private static final class Validity implements Expiry<Address, Listing> {
        @Override
        public long expireAfterCreate(Address address, Listing answer, long now) {
            return answer.valid().toNanos();
        }

        @Override
        public long expireAfterUpdate(Address address, Listing answer, long now, long left) {
            return answer.valid().toNanos();
        }

        @Override
        public long expireAfterRead(Address address, Listing answer, long now, long left) {
            return left;
        }
    }

    private final DnsBlocklists zones;
    private final Duration timeout;
    private final Alarms alarms;
    private final Clock clock;
    private final Cache<Address, Listing> answers;
    private final Set<Address> underWay = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(MOST_ASKED_AT_ONCE);
    private volatile Instant lastFailure = Instant.EPOCH;
    private final LongAdder asked = new LongAdder();
    private final LongAdder listed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder notAsked = new LongAdder();

    AskedBlocklists(DnsBlocklists zones, Duration timeout, Alarms alarms, Clock clock) {
        this.zones = zones;
        this.timeout = timeout;
        this.alarms = alarms;
        this.clock = clock;
        answers = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfter(new Validity())
                .build();
    }

    /** The zone that is known to list the address at that time; asks when nothing is known. Does not wait. */
    Optional<String> zoneOf(Address address, Instant at) {
        if (zones == DnsBlocklists.NONE || at.isBefore(clock.instant().minus(PRESENT))) {
            return Optional.empty();
        }
        Listing known = answers.getIfPresent(address);
        if (known != null) {
            return known.zone();
        }
        if (address.isPublic() && underWay.add(address)) {
            ask(address);
        }
        return Optional.empty();
    }

    private void ask(Address address) {
        if (!room.tryAcquire()) {
            underWay.remove(address);
            notAsked.increment();
            alarms.raise(BUSY, "DNS block lists answer too slowly: not every address is asked for");
            return;
        }
        asked.increment();
        try {
            var unused = zones.listed(address)
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((zone, error) -> answered(address, zone, error));
        } catch (RuntimeException e) {
            answered(address, Optional.empty(), e);
        }
    }

    private void answered(Address address, @Nullable Optional<String> zone, @Nullable Throwable error) {
        if (error != null || zone == null) {
            failed(error == null ? new IllegalStateException("no answer") : error);
            answers.put(address, new Listing(Optional.empty(), FAILED_FOR));
        } else {
            answers.put(address, new Listing(zone, zone.isPresent() ? LISTED_FOR : CLEAN_FOR));
            zone.ifPresentOrElse(name -> listed.increment(), this::allAnswered);
        }
        underWay.remove(address);
        room.release();
    }

    private void failed(Throwable error) {
        failed.increment();
        lastFailure = clock.instant();
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        alarms.raise(FAILED, "a DNS block list could not be asked, its addresses count as not listed", cause);
    }

    // Not at the first answer: a list that fails now and then would fill the log.
    private void allAnswered() {
        if (lastFailure.isBefore(clock.instant().minus(FAILED_FOR))) {
            alarms.clear(FAILED);
            alarms.clear(BUSY);
        }
    }

    /** What came of the questions so far, in words; empty when nobody is asked. */
    Optional<String> summary() {
        return zones == DnsBlocklists.NONE
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "DNS block lists: %d addresses asked for, %d listed, %d failed, %d not asked for",
                        asked.sum(),
                        listed.sum(),
                        failed.sum(),
                        notAsked.sum()));
    }
}

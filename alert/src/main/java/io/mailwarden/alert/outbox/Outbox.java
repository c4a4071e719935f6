package io.mailwarden.alert.outbox;

import io.mailwarden.engine.response.alert.AlertLimits;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.alert.AlertStore;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Require;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.support.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the alerts of the outbox to every channel, at least once each: a channel that failed is tried again, later each
 * time, and the others are not troubled again. Runs on every node; a node that died with an alert in its hands loses it
 * to the others when the lease is over. Thread-safe.
 */
public final class Outbox {

    /** Begins the name of the alarm of a channel that fails, which its next success clears: {@code alert-mail}. */
    public static final String ALARM = "alert-";

    /** Longer than all channels together may take for one alert. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int DOUBLED_AT_MOST = 6;
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final int AT_ONCE = 100;

    private static final Logger LOGGER = LoggerFactory.getLogger(Outbox.class);

    /**
     * The rules of an outbox: limits, and how long it tries and keeps alerts.
     *
     * @param limits how often administrators are told
     * @param giveUpAfter how long an alert is tried, 1m to 30d
     * @param keepFor how long it stays after it was sent or given up, 2d to 3650d; the caps look back two days
     */
    public record Rules(AlertLimits limits, Duration giveUpAfter, Duration keepFor) {
        public Rules {
            Require.within(giveUpAfter, Duration.ofMinutes(1), Duration.ofDays(30));
            Require.within(keepFor, Duration.ofDays(2), Duration.ofDays(3650));
        }
    }

    private final AlertStore store;
    private final Supplier<List<Channel>> channels;
    private final Supplier<Rules> rules;
    private final Alarms alarms;
    private final Clock clock;
    private volatile Instant forgotten = Instant.MIN;

    /**
     * By the channels and rules that hold at the time. Without channels, alerts count as sent at once: they are in the log
     * and in the store.
     */
    public Outbox(
            AlertStore store, Supplier<List<Channel>> channels, Supplier<Rules> rules, Alarms alarms, Clock clock) {
        this.store = store;
        this.channels = channels;
        this.rules = rules;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * Sends what is due, and returns: a digest whose time has come, new alerts, and those to be tried again. To be
     * called every few seconds. Throws {@link StoreUnavailable}; what was under way is then sent again by a later run.
     */
    public void runOnce() {
        if (store.digest(UUID.randomUUID().toString(), rules.get().limits(), clock.instant())) {
            LOGGER.info("a digest of alerts over the cap is on its way");
        }
        Optional<AlertRow> due = store.claim(clock.instant(), LEASE);
        for (int sent = 0; due.isPresent() && sent < AT_ONCE; sent++) {
            send(due.get());
            due = store.claim(clock.instant(), LEASE);
        }
        forget();
    }

    private void send(AlertRow row) {
        Map<String, String> errors = new TreeMap<>();
        for (Channel channel : channels.get()) {
            if (!row.delivered().contains(channel.name())) {
                deliver(channel, row).ifPresent(error -> errors.put(channel.name(), error));
            }
        }
        Instant now = clock.instant();
        if (errors.isEmpty()) {
            store.sent(row);
        } else if (row.raised().plus(rules.get().giveUpAfter()).isAfter(now)) {
            store.later(row, now.plus(pause(row.attempt())), inWords(errors));
        } else {
            store.giveUp(row, inWords(errors));
            gaveUp(row, errors.keySet());
        }
    }

    private static String inWords(Map<String, String> errors) {
        return errors.entrySet().stream()
                .map(error -> error.getKey() + ": " + error.getValue())
                .collect(Collectors.joining("; "));
    }

    // Empty when the channel has it, else why not.
    private Optional<String> deliver(Channel channel, AlertRow row) {
        try {
            channel.deliver(row.id(), row.alert());
        } catch (RuntimeException e) {
            // Whatever it is that a channel throws, the others still have to be told.
            LOGGER.debug("alert {} could not be delivered by {}", row.id(), channel.name(), e);
            String error = Text.printable(String.valueOf(e.getMessage()), 200);
            alarms.raise(
                    ALARM + channel.name(),
                    "alerts cannot be delivered by %s, they are tried again: %s".formatted(channel.name(), error));
            return Optional.of(error);
        }
        store.delivered(row.id(), channel.name(), clock.instant());
        alarms.clear(ALARM + channel.name());
        return Optional.empty();
    }

    private void gaveUp(AlertRow row, Set<String> missing) {
        LOGGER.error(
                "alert {} was given up, not delivered by {}: {}",
                row.id(),
                String.join(", ", missing),
                row.alert().content().headline());
        for (String name : missing) {
            alarms.raise(ALARM + name, "an alert was given up, for %s did not work for long".formatted(name));
        }
    }

    /** Half a minute, doubled with each attempt, to about half an hour. */
    static Duration pause(long attempt) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(DOUBLED_AT_MOST, Math.max(0, attempt - 1)));
    }

    // Should two threads do it at once, no harm is done.
    private void forget() {
        Instant now = clock.instant();
        Instant last = forgotten;
        if (last.isAfter(now) || last.isBefore(now.minus(FORGET_EVERY))) {
            forgotten = now;
            store.forget(now.minus(rules.get().keepFor()), now);
        }
    }
}

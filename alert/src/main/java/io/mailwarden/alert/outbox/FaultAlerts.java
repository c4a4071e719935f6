package io.mailwarden.alert.outbox;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells administrators of the gravest faults of Mailwarden itself, each once a day at most, and that it is over: by the
 * outbox, or, while the store that has it is gone, by the channels themselves. Thread-safe.
 */
public final class FaultAlerts {

    private static final Duration ONCE_IN = Duration.ofDays(1);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(30);

    private static final Logger LOGGER = LoggerFactory.getLogger(FaultAlerts.class);

    private final Alarms alarms;
    private final Alerting alerting;
    private final Supplier<List<Channel>> channels;
    private final Clock clock;
    private final Map<Fault, Told> told = new HashMap<>();
    private final List<Direct> waiting = new ArrayList<>();

    /** Of these alarms; tells nothing before {@link #runOnce}. */
    public FaultAlerts(Alarms alarms, Alerting alerting, Supplier<List<Channel>> channels, Clock clock) {
        this.alarms = alarms;
        this.alerting = alerting;
        this.channels = channels;
        this.clock = clock;
    }

    /** What was told of a fault: when, and whether that it is over, too. */
    private record Told(Instant at, boolean over) {}

    /** An alert that goes to the channels from memory. */
    private static final class Direct {

        private final String id = UUID.randomUUID().toString();
        private final Alert alert;
        private final Instant since;
        private final List<Channel> missing;
        private Instant due;

        private Direct(Alert alert, List<Channel> channels, Instant now) {
            this.alert = alert;
            this.since = now;
            this.due = now;
            this.missing = new ArrayList<>(channels);
        }
    }

    /** Tells what is to be told, and returns. To be called every few seconds. */
    public synchronized void runOnce() {
        Instant now = clock.instant();
        for (Fault fault : Fault.values()) {
            alarms.latest(fault.cause()).ifPresent(alarm -> look(fault, alarm, now));
        }
        waiting.removeIf(direct -> through(direct, now));
    }

    private void look(Fault fault, Alarm alarm, Instant now) {
        boolean stands = alarms.stands(fault.cause());
        Optional<Told> before = Optional.ofNullable(told.get(fault));
        boolean due = before.filter(one -> one.at().plus(ONCE_IN).isAfter(now)).isEmpty();
        boolean news =
                stands || before.filter(one -> !alarm.last().isAfter(one.at())).isEmpty();
        if (due && news && fault.tells(alarm, stands, now)) {
            told.put(fault, new Told(now, false));
            tell(begun(fault, alarm), now);
        } else if (!stands && before.filter(one -> !one.over()).isPresent() && away(alarm, now)) {
            told.put(fault, new Told(before.get().at(), true));
            tell(over(fault, alarm, before.get(), now), now);
        }
    }

    // What comes and goes is not over each time that it goes.
    private static boolean away(Alarm alarm, Instant now) {
        return !alarm.last().plus(Alarms.PASSES_AFTER).isAfter(now);
    }

    private static Alert begun(Fault fault, Alarm alarm) {
        return new Alert(
                Optional.empty(),
                fault.cause(),
                Severity.CRITICAL,
                Optional.empty(),
                alarm.last(),
                new AlertContent(
                        fault.summary(),
                        fault.summary() + ": " + alarm.text(),
                        List.of(alarm.words()),
                        List.of(fault.meanwhile()),
                        List.of(fault.next(), "It is told once a day at most; the health check says how it stands.")));
    }

    private static Alert over(Fault fault, Alarm alarm, Told before, Instant now) {
        String last = alarm.last().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Alert(
                Optional.empty(),
                fault.cause() + " over " + before.at(),
                Severity.SUSPECTED,
                Optional.empty(),
                now,
                new AlertContent(
                        "over: " + fault.summary(),
                        "over, last seen at " + last + ": " + fault.summary(),
                        List.of(alarm.words()),
                        List.of(),
                        List.of("Should it come again before "
                                + before.at().plus(ONCE_IN).truncatedTo(ChronoUnit.SECONDS)
                                + ", it is not told again; the health check says how it stands.")));
    }

    private void tell(Alert alert, Instant now) {
        try {
            alerting.raise(alert);
        } catch (StoreUnavailable e) {
            LOGGER.warn(
                    "alert cause={} goes past the store: {}",
                    alert.cause(),
                    alert.content().headline());
            waiting.add(new Direct(alert, channels.get(), now));
        }
    }

    private static boolean through(Direct direct, Instant now) {
        if (direct.due.isAfter(now)) {
            return false;
        }
        direct.due = now.plus(RETRY_EVERY);
        direct.missing.removeIf(channel -> delivered(channel, direct));
        return direct.missing.isEmpty() || !direct.since.plus(ONCE_IN).isAfter(now);
    }

    private static boolean delivered(Channel channel, Direct direct) {
        try {
            channel.deliver(direct.id, direct.alert);
            return true;
        } catch (RuntimeException e) {
            // Whatever it is that a channel throws, the others still have to be told.
            LOGGER.debug("alert {} could not be delivered by {}", direct.id, channel.name(), e);
            return false;
        }
    }
}

package io.mailwarden.cli.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mailwarden.cli.imports.OldLogs.LogOptions;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came of reading some lines.
 *
 * @param events as they came
 * @param summary of it all
 */
record Reading(List<Event> events, ImportSummary summary) {

    static final Instant LAST_WRITTEN = Instant.parse("2026-06-01T00:00:00Z");
    static final LogOptions UTC = new LogOptions(ZoneOffset.UTC, OptionalInt.empty(), Optional.empty());
    static final LogOptions WITH_DOMAIN =
            new LogOptions(ZoneOffset.UTC, OptionalInt.empty(), Optional.of("example.org"));

    static Reading of(String... lines) {
        return of(UTC, LAST_WRITTEN, lines);
    }

    static Reading of(LogOptions options, Instant lastWritten, String... lines) {
        return ofBytes(options, lastWritten, String.join("\n", lines).getBytes(UTF_8));
    }

    static Reading ofBytes(LogOptions options, Instant lastWritten, byte[] log) {
        List<Event> events = new ArrayList<>();
        try {
            return new Reading(events, OldLogs.read(new ByteArrayInputStream(log), lastWritten, options, events::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Login> logins() {
        return all(Login.class);
    }

    List<Message> messages() {
        return all(Message.class);
    }

    <E extends Event> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The event, when it is the only one. */
    Event only() {
        if (events.size() != 1) {
            throw new AssertionError("expected one event: " + events + ", " + summary);
        }
        return events.get(0);
    }
}

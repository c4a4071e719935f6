package io.mailwarden.engine.eventlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.EventLines;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Place;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Entries of the log as text: the event as its event line, all else as one JSON object, in which whatever is as usual
 * is left out. {@link #parse} reads what another version wrote.
 */
public final class EntryLines {

    static final String REVIEWED = "reviewed";
    static final String INVALIDATED = "notice";

    private static final JsonFactory JSON = new JsonFactory();
    private static final LogEntry.Visitor<Line> LINES = new Lines();

    /**
     * An entry as the table keeps it.
     *
     * @param kind that of its event line, or what an administrator or another node told
     * @param event the event line; empty where there is no event
     * @param entry all else
     */
    public record Line(String kind, Optional<String> event, String entry) {

        /** How many characters it has. */
        public int length() {
            return entry.length() + event.map(String::length).orElse(0);
        }
    }

    private final JsonGenerator json;

    private EntryLines(JsonGenerator json) {
        this.json = json;
    }

    private interface Body {
        void write(EntryLines lines) throws IOException;
    }

    /** The entry as text. */
    public static Line write(LogEntry entry) {
        return entry.accept(LINES);
    }

    /**
     * The entry of such a line, in this version or another; throws IllegalArgumentException when it is of a later
     * version altogether, or damaged.
     */
    public static LogEntry parse(Account account, Line line) {
        return EntryLineParser.parse(account, line);
    }

    private static final class Lines implements LogEntry.Visitor<Line> {

        @Override
        public Line assessed(EventAssessed assessed) {
            return new Line(
                    assessed.event().kind(),
                    Optional.of(EventLines.write(assessed.event())),
                    object(lines -> lines.write(assessed)));
        }

        @Override
        public Line reviewed(Reviewed reviewed) {
            return new Line(REVIEWED, Optional.empty(), object(lines -> lines.write(reviewed)));
        }

        @Override
        public Line invalidated(CacheInvalidation invalidation) {
            return new Line(INVALIDATED, Optional.empty(), object(lines -> lines.write(invalidation)));
        }
    }

    private static String object(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            body.write(new EntryLines(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(EventAssessed assessed) throws IOException {
        if (!assessed.origin().equals(Origin.UNKNOWN)) {
            origin(assessed.origin());
        }
        outcome(assessed.outcome(), assessed.at());
    }

    private void origin(Origin origin) throws IOException {
        json.writeObjectFieldStart("origin");
        if (origin.address().isPresent()) {
            json.writeStringField("ip", origin.address().get().toString());
        }
        if (!origin.network().equals(origin.address().map(Address::network))) {
            json.writeStringField(
                    "network", origin.network().map(Object::toString).orElse(""));
        }
        if (origin.place().isPresent()) {
            place(origin.place().get());
        }
        text("provider", origin.provider());
        if (origin.asn().isPresent()) {
            json.writeNumberField("asn", origin.asn().getAsLong());
        }
        if (origin.kind() != NetworkKind.RESIDENTIAL) {
            json.writeStringField("kind", label(origin.kind()));
        }
        text("listedBy", origin.listedBy());
        if (origin.safe()) {
            json.writeBooleanField("safe", true);
        } else if (origin.placeVouched()) {
            json.writeBooleanField("vouched", true);
        }
        json.writeEndObject();
    }

    private void place(Place place) throws IOException {
        json.writeObjectFieldStart("place");
        json.writeStringField("country", place.country());
        if (place.city().isPresent()) {
            json.writeStringField("city", place.city().get());
        }
        if (place.position().isPresent()) {
            json.writeNumberField("lat", place.position().get().latitude());
            json.writeNumberField("lon", place.position().get().longitude());
        }
        json.writeNumberField("accuracyKm", place.accuracyKm());
        json.writeEndObject();
    }

    private void outcome(EventOutcome outcome, Instant at) throws IOException {
        if (!outcome.verdict().equals(EventOutcome.ALLOW)) {
            json.writeStringField("verdict", outcome.verdict());
        }
        json.writeStringField("learning", label(outcome.learning()));
        if (!outcome.marks().isEmpty()) {
            json.writeArrayFieldStart("marks");
            for (EventOutcome.Mark mark : outcome.marks()) {
                json.writeString(label(mark));
            }
            json.writeEndArray();
        }
        if (outcome.newLinks() != 0) {
            json.writeNumberField("newLinks", outcome.newLinks());
        }
        if (outcome.acquaintances() != 0) {
            json.writeNumberField("acquaintances", outcome.acquaintances());
        }
        if (outcome.deviations().isPresent()) {
            json.writeArrayFieldStart("deviations");
            for (float value : outcome.deviations().get().values()) {
                json.writeNumber(value);
            }
            json.writeEndArray();
        }
        if (!outcome.found().isEmpty()) {
            json.writeArrayFieldStart("found");
            for (Suspicion suspicion : outcome.found()) {
                suspicion(suspicion, at);
            }
            json.writeEndArray();
        }
    }

    private void suspicion(Suspicion suspicion, Instant at) throws IOException {
        json.writeStartObject();
        if (!suspicion.at().equals(at)) {
            json.writeStringField("time", suspicion.at().toString());
        }
        json.writeStringField("type", suspicion.type());
        json.writeArrayFieldStart("evidence");
        for (Evidence evidence : suspicion.evidence()) {
            json.writeString(label(evidence));
        }
        json.writeEndArray();
        json.writeNumberField("score", suspicion.score());
        if (suspicion.network() != 0) {
            json.writeNumberField("network", suspicion.network());
        }
        json.writeStringField("explanation", suspicion.explanation());
        json.writeEndObject();
    }

    private void write(Reviewed reviewed) throws IOException {
        json.writeStringField("time", reviewed.at().toString());
        json.writeStringField("decision", label(reviewed.decision()));
        json.writeArrayFieldStart("burnt");
        for (Address address : reviewed.burnt()) {
            json.writeString(address.toString());
        }
        json.writeEndArray();
        json.writeStringField("why", reviewed.why());
    }

    private void write(CacheInvalidation invalidation) throws IOException {
        json.writeStringField("time", invalidation.at().toString());
        json.writeStringField("topic", label(invalidation.topic()));
        json.writeStringField("key", invalidation.key());
    }

    private void text(String field, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(field, value);
        }
    }

    /** How a constant is written. */
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

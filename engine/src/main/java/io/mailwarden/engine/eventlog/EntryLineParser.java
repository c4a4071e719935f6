package io.mailwarden.engine.eventlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.EventLines;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.event.Position;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Decision;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Origin.Trust;
import io.mailwarden.engine.origin.Place;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads what {@link EntryLines} wrote, in this version or another: fields, signs and marks that are not known are
 * passed over.
 */
final class EntryLineParser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FEATURES = Deviations.Feature.values().length;

    private EntryLineParser() {}

    /** The entry; throws IllegalArgumentException when it is of a later version altogether, or damaged. */
    static LogEntry parse(Account account, EntryLines.Line line) {
        try {
            JsonNode json = JSON.readTree(line.entry());
            return switch (line.kind()) {
                case EntryLines.REVIEWED -> reviewed(account, json);
                case EntryLines.INVALIDATED -> invalidation(account, json);
                default ->
                    assessed(line.event().orElseThrow(() -> new IllegalArgumentException("an event is missing")), json);
            };
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("not an entry: " + e.getMessage(), e);
        }
    }

    private static EventAssessed assessed(String eventLine, JsonNode json) {
        Event event = EventLines.parse(eventLine);
        return new EventAssessed(event, origin(json.path("origin")), outcome(json, event.at()));
    }

    private static Origin origin(JsonNode json) {
        if (json.isMissingNode()) {
            return Origin.UNKNOWN;
        }
        Optional<Address> address = text(json, "ip").flatMap(Address::parse);
        Optional<Network> network =
                json.has("network") ? network(json.path("network").asText()) : address.map(Address::network);
        return new Origin(
                address,
                network,
                place(json.path("place")),
                json.path("provider").asText(""),
                whole(json.path("asn")),
                constant(NetworkKind.class, json.path("kind")).orElse(NetworkKind.RESIDENTIAL),
                json.path("listedBy").asText(""),
                trust(json));
    }

    private static Trust trust(JsonNode json) {
        if (json.path("safe").asBoolean(false)) {
            return Trust.ALL;
        }
        return json.path("vouched").asBoolean(false) ? Trust.PLACE : Trust.NONE;
    }

    private static Optional<Network> network(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Network.parse(text));
    }

    private static Optional<Place> place(JsonNode json) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        Optional<Position> position = json.has("lat") && json.has("lon")
                ? Optional.of(new Position(
                        json.path("lat").asDouble(), json.path("lon").asDouble()))
                : Optional.empty();
        return Optional.of(new Place(
                json.path("country").asText(""),
                text(json, "city"),
                position,
                json.path("accuracyKm").asDouble(Place.ASSUMED_ACCURACY_KM)));
    }

    private static EventOutcome outcome(JsonNode json, Instant at) {
        List<Suspicion> found = new ArrayList<>();
        json.path("found").forEach(one -> suspicion(one, at).ifPresent(found::add));
        return new EventOutcome(
                json.path("verdict").asText(EventOutcome.ALLOW),
                found,
                constant(Learning.class, json.path("learning")).orElse(Learning.NOTHING),
                constants(Mark.class, json.path("marks")),
                number(json.path("newLinks")),
                Math.max(0, json.path("acquaintances").asInt()),
                deviations(json.path("deviations")));
    }

    // One that looked at nothing that is known here says nothing here.
    private static Optional<Suspicion> suspicion(JsonNode json, Instant at) {
        Set<Evidence> evidence = constants(Evidence.class, json.path("evidence"));
        if (evidence.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Suspicion(
                text(json, "time").map(Instant::parse).orElse(at),
                json.path("type").asText(""),
                evidence,
                json.path("score").asDouble(),
                json.path("network").asLong(),
                json.path("explanation").asText("")));
    }

    private static Optional<Deviations> deviations(JsonNode json) {
        if (json.size() != FEATURES) {
            return Optional.empty();
        }
        float[] values = new float[FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(json.path(i));
        }
        return Optional.of(new Deviations(values));
    }

    private static Reviewed reviewed(Account account, JsonNode json) {
        List<Address> burnt = new ArrayList<>();
        json.path("burnt").forEach(one -> Address.parse(one.asText()).ifPresent(burnt::add));
        return new Reviewed(
                time(json),
                account,
                constant(Decision.class, json.path("decision")).orElseThrow(() -> unknown("decision")),
                burnt,
                json.path("why").asText(""));
    }

    private static CacheInvalidation invalidation(Account account, JsonNode json) {
        Topic topic = constant(Topic.class, json.path("topic")).orElseThrow(() -> unknown("topic"));
        return new CacheInvalidation(
                time(json), account, topic, json.path("key").asText(""));
    }

    private static IllegalArgumentException unknown(String field) {
        return new IllegalArgumentException(field + ": not known to this version");
    }

    private static Instant time(JsonNode json) {
        return Instant.parse(json.path("time").asText(""));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return json.path(field).isTextual() ? Optional.of(json.path(field).asText()) : Optional.empty();
    }

    private static OptionalLong whole(JsonNode json) {
        return json.isIntegralNumber() ? OptionalLong.of(json.asLong()) : OptionalLong.empty();
    }

    // A float is written with as many digits as tell it from its neighbours; read as a double, it rounds back to
    // itself.
    private static float number(JsonNode json) {
        return (float) json.asDouble();
    }

    private static <E extends Enum<E>> EnumSet<E> constants(Class<E> type, JsonNode labels) {
        EnumSet<E> known = EnumSet.noneOf(type);
        labels.forEach(label -> constant(type, label).ifPresent(known::add));
        return known;
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, JsonNode label) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> EntryLines.label(constant).equals(label.asText()))
                .findAny();
    }
}

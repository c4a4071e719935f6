package io.mailwarden.admin.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import spark.HaltException;
import spark.Request;

/** The JSON object in the body of one request; whatever is not as expected ends it with 400 and says what is. */
public final class RequestBody {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int LONGEST = 64 * 1024;
    private static final List<String> REASONS = List.of("reason", "why", "comment", "description");

    private final JsonNode object;

    private RequestBody(JsonNode object) {
        this.object = object;
    }

    /** A field that is not known is an error, not a wish that silently is not met. An empty body is an empty object. */
    public static RequestBody of(Request request, String... known) {
        RequestBody body = new RequestBody(parse(request.body()));
        for (Iterator<String> names = body.object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!List.of(known).contains(name)) {
                throw Query.bad("Unknown field '" + Text.printable(name, 60) + "', expected "
                        + (known.length == 0 ? "none" : "one of: " + String.join(", ", known)));
            }
        }
        return body;
    }

    private static JsonNode parse(String text) {
        if (text.length() > LONGEST) {
            throw Query.bad("The body must not be longer than " + LONGEST + " characters");
        }
        try {
            JsonNode node = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
            if (!node.isObject()) {
                throw Query.bad("The body must be a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw Query.bad("The body must be a JSON object: " + Text.printable(e.getOriginalMessage(), 100));
        }
    }

    /** The reason that a body gives, whatever it is called; empty when it gives none or is no JSON object. */
    public static String reason(Request request) {
        String text = request.body();
        if (text.isBlank() || text.length() > LONGEST) {
            return "";
        }
        try {
            JsonNode body = JSON.readTree(text);
            return REASONS.stream()
                    .map(name -> body.path(name).asText(""))
                    .filter(reason -> !reason.isEmpty())
                    .findFirst()
                    .orElse("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** A text that has to be there. */
    public String required(String name, String example) {
        return text(name).orElseThrow(() -> Query.bad("Field '" + name + "' must be given, such as " + example));
    }

    /** A text as it is, which may be blank; empty when it is absent. */
    public Optional<String> string(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw expected(name, value.toString(), "a text");
        }
        return Optional.of(value.textValue());
    }

    /** A text; empty when it is absent or blank. */
    public Optional<String> text(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw expected(name, value.toString(), "a text");
        }
        return Optional.of(value.textValue().strip()).filter(text -> !text.isEmpty());
    }

    /** A time; empty when it is absent. */
    public Optional<Instant> time(String name) {
        return text(name).map(text -> Query.instant(text).orElseThrow(() -> expected(name, text, Query.TIME)));
    }

    /** Whether it is said to be true; absent is false. */
    public boolean flag(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw expected(name, value.toString(), "true or false");
        }
        return value.booleanValue();
    }

    /** A whole number; empty when it is absent. */
    public OptionalLong whole(String name, long least, long most) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw expected(name, value.toString(), "a whole number from " + least + " to " + most);
        }
        return OptionalLong.of(value.longValue());
    }

    /** An object of texts; numbers, true and false count as the text that they are. Empty when it is absent. */
    public Map<String, String> texts(String name) {
        JsonNode values = object.path(name);
        if (values.isMissingNode() || values.isNull()) {
            return Map.of();
        }
        if (!values.isObject()) {
            throw expected(name, values.toString(), "an object of texts");
        }
        Map<String, String> texts = new TreeMap<>();
        values.fields().forEachRemaining(field -> {
            if (!field.getValue().isValueNode() || field.getValue().isNull()) {
                throw expected(name, values.toString(), "an object of texts");
            }
            texts.put(field.getKey(), field.getValue().asText().strip());
        });
        return texts;
    }

    /** A network or an address; empty when it is absent. */
    public Optional<Network> network(String name) {
        return text(name).map(text -> {
            try {
                return Network.parse(text);
            } catch (IllegalArgumentException e) {
                throw expected(name, text, "an address or a network such as 192.0.2.0/24");
            }
        });
    }

    /** Whom it is for: the account or the domain that it names, else everybody. */
    public Scope scope() {
        Optional<Account> account = text("account").map(Query::account);
        return checked(() -> new Scope(account, text("domain")));
    }

    /** What the engine makes of it, or 400 with what the engine expects. */
    public static <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw Query.bad("The body is not as " + Text.printable(String.valueOf(e.getMessage()), 300));
        }
    }

    /** One of these, by its label; empty when it is absent. */
    public <E> Optional<E> choice(String name, List<E> values, Function<E, String> label) {
        return text(name).map(text -> values.stream()
                .filter(value -> label.apply(value).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> expected(name, text, values.stream().map(label).collect(Collectors.joining(" or ")))));
    }

    public static HaltException expected(String name, String value, String form) {
        return Query.bad("Field '" + name + "' must be " + form + ", not '" + Text.printable(value, 100) + "'");
    }
}

package io.mailwarden.engine.review.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.backtest.BacktestResult.Change;
import io.mailwarden.engine.review.backtest.BacktestResult.Delta;
import io.mailwarden.engine.review.backtest.BacktestResult.Example;
import io.mailwarden.engine.review.backtest.BacktestResult.Kind;
import io.mailwarden.engine.review.backtest.BacktestResult.Read;
import io.mailwarden.engine.review.backtest.BacktestResult.Row;
import io.mailwarden.engine.review.backtest.BacktestResult.Totals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Results and changed settings as JSON: what stores keep. */
public final class BacktestLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BacktestLines() {}

    /** The changed settings in one line. */
    public static String write(Map<String, String> changes) {
        ObjectNode json = JSON.createObjectNode();
        changes.forEach(json::put);
        return json.toString();
    }

    /** What {@link #write(Map)} wrote; throws IllegalArgumentException. */
    public static Map<String, String> readChanges(String line) {
        Map<String, String> changes = new TreeMap<>();
        parse(line)
                .fields()
                .forEachRemaining(
                        field -> changes.put(field.getKey(), field.getValue().asText()));
        return changes;
    }

    /** The result in one line. */
    public static String write(BacktestResult result) {
        ObjectNode json = JSON.createObjectNode();
        json.set(
                "read",
                numbers(
                        result.read().learned(),
                        result.read().compared(),
                        result.read().heldThen(),
                        result.read().deniedThen()));
        json.set("inForce", totals(result.inForce()));
        json.set("changed", totals(result.changed()));
        result.detectors().forEach(row -> add(json.withArray("detectors"), row));
        result.accounts().forEach(row -> add(json.withArray("accounts"), row));
        json.put("moreAccounts", result.moreAccounts());
        result.examples().forEach(one -> add(json.withArray("examples"), one));
        json.put("whole", result.whole());
        return json.toString();
    }

    private static ArrayNode numbers(long... values) {
        ArrayNode numbers = JSON.createArrayNode();
        for (long value : values) {
            numbers.add(value);
        }
        return numbers;
    }

    private static ArrayNode totals(Totals totals) {
        return numbers(totals.incidents(), totals.critical(), totals.messages(), totals.logins());
    }

    private static void add(ArrayNode rows, Row row) {
        Delta delta = row.delta();
        ObjectNode json = rows.addObject();
        json.put("name", row.name());
        json.set(
                "raised",
                numbers(
                        delta.incidents().raised(),
                        delta.critical().raised(),
                        delta.messages().raised(),
                        delta.logins().raised()));
        json.set(
                "spared",
                numbers(
                        delta.incidents().spared(),
                        delta.critical().spared(),
                        delta.messages().spared(),
                        delta.logins().spared()));
    }

    private static void add(ArrayNode examples, Example one) {
        ObjectNode json = examples.addObject();
        json.put("kind", one.kind().label());
        json.put("raised", one.raised());
        json.put("at", one.at().toString());
        json.put("account", one.account().name());
        one.types().forEach(json.withArray("types")::add);
        json.put("words", one.words());
    }

    /** What {@link #write(BacktestResult)} wrote; throws IllegalArgumentException. */
    public static BacktestResult readResult(String line) {
        JsonNode json = parse(line);
        JsonNode read = json.path("read");
        return new BacktestResult(
                new Read(
                        read.path(0).asLong(),
                        read.path(1).asLong(),
                        read.path(2).asLong(),
                        read.path(3).asLong()),
                totals(json.path("inForce")),
                totals(json.path("changed")),
                list(json.path("detectors"), BacktestLines::row),
                list(json.path("accounts"), BacktestLines::row),
                json.path("moreAccounts").asLong(),
                list(json.path("examples"), BacktestLines::example),
                json.path("whole").asBoolean());
    }

    private static Totals totals(JsonNode json) {
        return new Totals(
                json.path(0).asLong(),
                json.path(1).asLong(),
                json.path(2).asLong(),
                json.path(3).asLong());
    }

    private static Row row(JsonNode json) {
        return new Row(
                json.path("name").asText(),
                new Delta(change(json, 0), change(json, 1), change(json, 2), change(json, 3)));
    }

    private static Change change(JsonNode row, int kind) {
        return new Change(
                row.path("raised").path(kind).asLong(),
                row.path("spared").path(kind).asLong());
    }

    private static Example example(JsonNode json) {
        return new Example(
                Kind.ofLabel(json.path("kind").asText()),
                json.path("raised").asBoolean(),
                Instant.parse(json.path("at").asText()),
                new Account(json.path("account").asText()),
                list(json.path("types"), JsonNode::asText),
                json.path("words").asText());
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> item) {
        List<T> all = new ArrayList<>(array.size());
        array.forEach(one -> all.add(item.apply(one)));
        return all;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no line of a back-test: " + e.getOriginalMessage(), e);
        }
    }
}

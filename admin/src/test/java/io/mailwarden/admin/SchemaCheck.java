package io.mailwarden.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Whether a body is as a schema says: as much of JSON Schema as our description uses. */
final class SchemaCheck {

    private final JsonNode description;
    private final List<String> problems = new ArrayList<>();

    SchemaCheck(JsonNode description) {
        this.description = description;
    }

    List<String> problems(JsonNode schema, JsonNode body) {
        look(schema, body, "answer");
        return problems;
    }

    private void look(JsonNode schema, JsonNode value, String where) {
        if (schema.has("$ref")) {
            JsonNode target = description.at(schema.path("$ref").asText().substring(1));
            require(!target.isMissingNode(), where + " is described nowhere: " + schema);
            look(target, value, where);
            return;
        }
        switch (schema.path("type").asText()) {
            case "object" -> fields(schema, value, where);
            case "array" -> value.forEach(item -> look(schema.path("items"), item, where + "[]"));
            case "integer" -> require(value.isIntegralNumber(), where + " is no whole number");
            case "number" -> require(value.isNumber(), where + " is no number");
            case "boolean" -> require(value.isBoolean(), where + " is no boolean");
            case "string" -> require(value.isTextual(), where + " is no text");
            default -> {
                // Anything.
            }
        }
    }

    private void fields(JsonNode schema, JsonNode value, String where) {
        schema.path("required").forEach(name -> require(value.has(name.asText()), where + " lacks " + name.asText()));
        JsonNode other = schema.path("additionalProperties");
        value.fields().forEachRemaining(field -> {
            JsonNode property = schema.path("properties").path(field.getKey());
            String place = where + "." + field.getKey();
            if (!property.isMissingNode()) {
                look(property, field.getValue(), place);
            } else if (other.isObject()) {
                look(other, field.getValue(), place);
            } else {
                require(!other.isBoolean(), place + " is not described");
            }
        });
    }

    private void require(boolean right, String problem) {
        if (!right) {
            problems.add(problem);
        }
    }
}

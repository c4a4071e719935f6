package io.mailwarden.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** JSON schemas of the records that answers are made of. */
final class ViewSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Class<?>, String> NUMBERS = Map.of(
            int.class,
            "integer",
            long.class,
            "integer",
            Long.class,
            "integer",
            OptionalLong.class,
            "integer",
            double.class,
            "number");

    private final Map<String, ObjectNode> schemas = new TreeMap<>();

    ViewSchemas(List<Class<?>> views) {
        views.forEach(this::add);
    }

    Map<String, ObjectNode> all() {
        return schemas;
    }

    private void add(Class<?> view) {
        if (schemas.containsKey(view.getSimpleName())) {
            return;
        }
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        schemas.put(view.getSimpleName(), schema);
        ArrayNode required = JSON.createArrayNode();
        ObjectNode properties = JSON.createObjectNode();
        components(view, required, properties);
        schema.set("required", required);
        schema.set("properties", properties);
        schema.put("additionalProperties", false);
    }

    private void components(Class<?> view, ArrayNode required, ObjectNode properties) {
        for (RecordComponent component : view.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                components(component.getType(), required, properties);
            } else {
                if (component.getType() != Optional.class && component.getType() != OptionalLong.class) {
                    required.add(component.getName());
                }
                properties.set(component.getName(), schema(component.getGenericType()));
            }
        }
    }

    private ObjectNode schema(Type type) {
        if (type instanceof ParameterizedType of) {
            return ofMany(of);
        }
        ObjectNode schema = JSON.createObjectNode();
        if (type == Object.class) {
            return schema;
        }
        if (type == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        }
        if (type == boolean.class || type == Boolean.class) {
            return schema.put("type", "boolean");
        }
        if (type instanceof Class<?> record && record.isRecord()) {
            add(record);
            return schema.put("$ref", "#/components/schemas/" + record.getSimpleName());
        }
        String plain = type instanceof Class<?> number ? NUMBERS.get(number) : null;
        return schema.put("type", plain == null ? "string" : plain);
    }

    private ObjectNode ofMany(ParameterizedType type) {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return schema(of[0]);
        }
        ObjectNode schema = JSON.createObjectNode();
        if (type.getRawType() == Map.class) {
            schema.put("type", "object").set("additionalProperties", schema(of[1]));
        } else if (Set.of(List.class, Set.class).contains(type.getRawType())) {
            schema.put("type", "array").set("items", schema(of[0]));
        } else {
            throw new AssertionError("no schema for " + type);
        }
        return schema;
    }
}

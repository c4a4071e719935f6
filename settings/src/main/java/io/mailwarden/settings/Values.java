package io.mailwarden.settings;

import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.review.access.ConsoleUser;
import io.mailwarden.settings.ConfigurationReader.Form;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads values as their types are written; every refusal is an IllegalArgumentException that says what is expected. */
final class Values {

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})([smhd])");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    private static final String CHOICE = "choice";
    private static final String WHOLE_NUMBER = "whole number";
    private static final Map<Type, String> KINDS =
            Map.of(int.class, WHOLE_NUMBER, long.class, WHOLE_NUMBER, double.class, "number", Duration.class, "time");

    private final Map<Type, Function<String, Object>> parsers;

    Values(FileNames files) {
        parsers = Map.of(
                int.class, Values::integer,
                long.class, Values::whole,
                double.class, Values::number,
                boolean.class, Values::truth,
                String.class, value -> value,
                Duration.class, Values::time,
                Network.class, Values::network,
                ConsoleUser.class, ConsoleUser::parse,
                Path.class, files::resolve);
    }

    Object parse(Type type, String value) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return elements(list.getActualTypeArguments()[0], value);
        }
        if (type instanceof Class<?> choice && choice.isEnum()) {
            return oneOf(choice, value);
        }
        Function<String, Object> parser = parsers.get(type);
        if (parser == null) {
            throw new IllegalStateException("settings of " + type + " cannot be read");
        }
        return parser.apply(value);
    }

    /** How values of that type are written. */
    static Form form(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            Form element = form(list.getActualTypeArguments()[0]);
            return new Form("list of " + element.kind(), element.choices());
        }
        if (type instanceof Class<?> choice && choice.isEnum()) {
            return new Form(CHOICE, labels(choice));
        }
        return type == boolean.class
                ? new Form(CHOICE, List.of("true", "false"))
                : new Form(KINDS.getOrDefault(type, "text"), List.of());
    }

    private List<Object> elements(Type type, String value) {
        if (value.isBlank()) {
            return List.of();
        }
        // Lists of lists.
        String separator = type instanceof ParameterizedType ? ";" : ",";
        return Stream.of(value.split(separator, -1))
                .map(String::strip)
                .map(element -> element(type, element))
                .toList();
    }

    private Object element(Type type, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("expected something between every two "
                    + (type instanceof ParameterizedType ? "semicolons" : "commas"));
        }
        return parse(type, value);
    }

    private static Object oneOf(Class<?> choice, String value) {
        List<String> names = labels(choice);
        int index = names.indexOf(value);
        if (index < 0) {
            throw new IllegalArgumentException("expected " + either(names));
        }
        return choice.getEnumConstants()[index];
    }

    private static List<String> labels(Class<?> choice) {
        return Arrays.stream(choice.getEnumConstants())
                .map(constant -> label((Enum<?>) constant))
                .toList();
    }

    private static String either(List<String> names) {
        int last = names.size() - 1;
        return last < 1 ? names.toString() : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object integer(String value) {
        long number = whole(value);
        if (number != (int) number) {
            throw new IllegalArgumentException("expected a smaller whole number");
        }
        return (int) number;
    }

    private static long whole(String value) {
        if (!WHOLE.matcher(value).matches()) {
            throw new IllegalArgumentException("expected a whole number such as 10");
        }
        return Long.parseLong(value);
    }

    private static double number(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new IllegalArgumentException("expected a number such as 900 or 2.5");
        }
        return Double.parseDouble(value);
    }

    private static boolean truth(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("expected true or false");
        }
        return value.equals("true");
    }

    private static Duration time(String value) {
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            throw new IllegalArgumentException("expected a time such as 30s, 10m, 12h or 7d");
        }
        long amount = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Network network(String value) {
        try {
            return Network.parse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected an address or a network such as 192.0.2.0/24", e);
        }
    }
}

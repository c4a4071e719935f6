package io.mailwarden.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.EngineConfig.Detection;
import io.mailwarden.engine.support.Require;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each limit of each detector arrives where its key says, and nowhere else. The limits are found in the records, so
 * that a new one is tested as soon as it is there; that operators can read of it is {@link ShippedConfigurationTest}'s.
 */
class EveryLimitTest {

    private final ConfigurationReader reader = new ConfigurationReader(FileNames.besideConf(Path.of("conf")));

    /**
     * One component of one section of the limits of detectors; the group is the record whose component the section is.
     */
    private record Limit(Record group, int section, int component) {

        String key() {
            return SettingsBinder.kebab(components(group)[section].getName())
                    + "."
                    + SettingsBinder.kebab(components(shipped())[component].getName());
        }

        private Record shipped() {
            return (Record) value(group, section);
        }

        /** A value that the section takes, other than the shipped one. */
        Object other() {
            return others(value(shipped(), component), components(shipped())[component].getGenericType()).stream()
                    .filter(this::taken)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no other value found for " + this));
        }

        private boolean taken(Object other) {
            try {
                return !with(shipped(), component, other).equals(shipped());
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        /** Those limits, but for that one. */
        Record changed(Record limits, Object other) {
            if (limits.equals(group)) {
                return with(limits, section, with(shipped(), component, other));
            }
            Record result = limits;
            for (int i = 0; i < components(limits).length; i++) {
                if (isGroup(limits)) {
                    result = with(result, i, changed((Record) value(limits, i), other));
                }
            }
            return result;
        }

        @Override
        public String toString() {
            return key();
        }
    }

    static Stream<Limit> limits() {
        return limits(Detection.defaults());
    }

    private static Stream<Limit> limits(Record group) {
        return IntStream.range(0, components(group).length).boxed().flatMap(section -> {
            Record inner = (Record) value(group, section);
            return isGroup(inner)
                    ? limits(inner)
                    : IntStream.range(0, components(inner).length)
                            .mapToObj(component -> new Limit(group, section, component));
        });
    }

    private static boolean isGroup(Record record) {
        return Stream.of(components(record))
                .allMatch(component -> component.getType().isRecord());
    }

    static Set<String> keys() {
        return limits().map(Limit::key).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("limits")
    void arrivesWhereItsKeySays(Limit limit) {
        Object other = limit.other();

        EngineConfig engine = reader.read(limit.key() + "=" + text(other)).engine();

        assertThat(engine.detection()).isEqualTo(limit.changed(Detection.defaults(), other));
    }

    private static List<Object> others(Object shipped, Type type) {
        if (shipped instanceof Integer number) {
            return List.of(number + 1, number - 1);
        }
        if (shipped instanceof Double number) {
            return List.of(round(number * 1.1), round(number * 0.9));
        }
        if (shipped instanceof Duration time) {
            return List.of(time.plusMinutes(1), time.minusMinutes(1));
        }
        if (shipped instanceof Boolean truth) {
            return List.of(!truth);
        }
        if (shipped instanceof List<?>) {
            boolean ofLists = ((ParameterizedType) type).getActualTypeArguments()[0] instanceof ParameterizedType;
            return ofLists
                    ? List.of(List.of(List.of("one.test", "other.test"), List.of("third.test", "fourth.test")))
                    : List.of(List.of("one", "other"), List.of("one 1", "other 2.0"));
        }
        throw new AssertionError("say here what other values there are of " + shipped.getClass());
    }

    private static double round(double number) {
        return BigDecimal.valueOf(number).setScale(3, RoundingMode.HALF_UP).doubleValue();
    }

    private static String text(Object value) {
        if (value instanceof Duration time) {
            return Require.text(time);
        }
        if (value instanceof List<?> list) {
            boolean ofLists = !list.isEmpty() && list.get(0) instanceof List<?>;
            return list.stream().map(EveryLimitTest::text).collect(Collectors.joining(ofLists ? "; " : ", "));
        }
        return value instanceof Double number ? BigDecimal.valueOf(number).toPlainString() : String.valueOf(value);
    }

    private static RecordComponent[] components(Record record) {
        return record.getClass().getRecordComponents();
    }

    private static Object value(Record record, int index) {
        try {
            return components(record)[index].getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The same with another value there; throws what the record's own checks throw. */
    private static Record with(Record record, int index, Object value) {
        RecordComponent[] components = components(record);
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = IntStream.range(0, components.length)
                .mapToObj(i -> i == index ? value : value(record, i))
                .toArray();
        try {
            return record.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new AssertionError(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}

package io.mailwarden.engine.support;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The numbers by which the constants of an enum are stored, from 0: whatever their order in the source. New ones are
 * added at the end; none is ever taken out. Immutable.
 */
public final class StableNumbers<E extends Enum<E>> {

    private final List<E> inOrder;
    private final Map<E, Integer> numbers;

    /** Of all constants, each once. */
    public StableNumbers(Class<E> type, List<E> inOrder) {
        this.inOrder = List.copyOf(inOrder);
        numbers = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            int number = inOrder.indexOf(constant);
            if (number < 0 || number != inOrder.lastIndexOf(constant)) {
                throw new IllegalArgumentException("needs one number: " + constant);
            }
            numbers.put(constant, number);
        }
    }

    /** Of all constants, each with a number of its own, and none left out. */
    public StableNumbers(Class<E> type, ToIntFunction<E> number) {
        this(
                type,
                Stream.of(type.getEnumConstants())
                        .sorted(Comparator.comparingInt(number))
                        .toList());
        for (E constant : inOrder) {
            if (number.applyAsInt(constant) != of(constant)) {
                throw new IllegalArgumentException("needs the number " + of(constant) + ": " + constant);
            }
        }
    }

    public int of(E constant) {
        return numbers.getOrDefault(constant, -1);
    }

    /** All constants, in the order of their numbers. */
    public List<E> all() {
        return inOrder;
    }

    /** The constant whose number is next there. */
    public E read(SnapshotReader in) throws UnreadableSnapshot {
        return inOrder.get(in.number(inOrder.size() - 1));
    }
}

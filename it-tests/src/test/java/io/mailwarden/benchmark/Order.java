package io.mailwarden.benchmark;

import java.util.List;

/** Who is first: A B, B A, A B, so that a machine that grows slower or faster harms neither. */
final class Order {

    private static final List<Variant> FORTH = List.of(Variant.WITHOUT, Variant.WITH);
    private static final List<Variant> BACK = List.of(Variant.WITH, Variant.WITHOUT);

    private Order() {}

    static List<Variant> ofPair(int number) {
        return number % 2 == 0 ? FORTH : BACK;
    }
}

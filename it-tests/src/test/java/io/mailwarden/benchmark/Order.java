package io.mailwarden.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Who is first: A B C, C B A, A B C, so that a machine that grows slower or faster harms none. */
final class Order {

    private Order() {}

    /** All of them, in the order of that round, which counts from 0. */
    static <T> List<T> ofRound(int number, List<T> all) {
        List<T> order = new ArrayList<>(all);
        if (number % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }
}

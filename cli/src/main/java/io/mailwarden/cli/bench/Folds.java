package io.mailwarden.cli.bench;

import io.mailwarden.engine.event.Account;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The fifths of the accounts, by a hash of their names: whoever changes a setting looks at some of them, and judges by the
 * others.
 */
final class Folds {

    private static final int FOLDS = 5;
    private static final int MIXED = 0x9E3779B9;

    private Folds() {}

    /** The one that account is in, the same whatever else there is. */
    static String of(Account account) {
        int mixed = account.name().hashCode() * MIXED;
        return name(1 + Math.floorMod(mixed >>> Short.SIZE, FOLDS));
    }

    /** All of them, in order. */
    static List<String> all() {
        return IntStream.rangeClosed(1, FOLDS).mapToObj(Folds::name).toList();
    }

    private static String name(int number) {
        return "fifth " + number;
    }
}

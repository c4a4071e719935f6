package io.mailwarden.cli.bench.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whom somebody writes to: those written to often are written to more often (preferential attachment). */
final class Contacts {

    // As long as the memory of whom one wrote to lately.
    private static final int MEMORY = 400;
    private static final double STRANGER_AT_FIRST = 0.5;
    private static final double STRANGER = 0.03;
    private static final int FEW = 25;

    private final List<String> colleagues;
    private final List<String> lately = new ArrayList<>();
    private int next;

    Contacts(List<String> colleagues) {
        this.colleagues = colleagues;
    }

    /** The recipients of one everyday message. */
    List<String> some(Dice dice) {
        int count = dice.chance(0.7) ? 1 : dice.chance(0.85) ? dice.between(2, 5) : dice.between(5, 16);
        Set<String> chosen = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            chosen.add(one(dice));
        }
        return List.copyOf(chosen);
    }

    private String one(Dice dice) {
        double strange = lately.size() < FEW ? STRANGER_AT_FIRST : STRANGER;
        String contact = lately.isEmpty() || dice.chance(strange) ? stranger(dice) : dice.pick(lately);
        remember(contact);
        return contact;
    }

    private String stranger(Dice dice) {
        return dice.chance(0.3)
                ? dice.pick(colleagues)
                : "person" + dice.between(0, 400) + "@partner" + dice.between(0, 300) + ".example";
    }

    private void remember(String contact) {
        if (lately.size() < MEMORY) {
            lately.add(contact);
        } else {
            lately.set(next, contact);
            next = (next + 1) % MEMORY;
        }
    }
}

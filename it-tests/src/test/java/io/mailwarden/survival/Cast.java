package io.mailwarden.survival;

import io.mailwarden.server.AccountHistory;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who plays: owners who only work, victims who are robbed, one after the other, and others whom administrators block
 * and let in again, and who do little else. All have some weeks of history.
 *
 * @param owners whom nobody robs or blocks
 * @param victims whom a thief takes over
 * @param others whom administrators block
 */
record Cast(List<String> owners, List<String> victims, List<String> others) {

    static final String DOMAIN = "oslo.example";

    /** Oslo, by GeoLite2 of November 2019. */
    static final String HOME = "84.208.20.110";

    /** Where they live. */
    static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

    static final String OFFICE = "195.159.10.10";

    /** Another desk of the same office: clients that work side by side are told apart by it. */
    static String desk(int number) {
        return "195.159.10." + (20 + number);
    }

    static final List<String> CONTACTS = IntStream.rangeClosed(1, 25)
            .mapToObj(i -> String.format(Locale.ROOT, "contact%02d@bergen.example", i))
            .toList();

    /** Lagos, Hanoi, São Paulo: a network that no other thief uses, for each number below 3 * 250. */
    static String thief(int number) {
        return List.of("197.210.%d.1", "14.162.%d.10", "177.139.%d.10")
                .get(number % 3)
                .formatted(number / 3 % 250);
    }

    private static final int DAYS = 14;

    static Cast of(int owners, int victims) {
        return of(owners, victims, 0);
    }

    static Cast of(int owners, int victims, int others) {
        return new Cast(named("owner", owners), named("victim", victims), named("other", others));
    }

    private static List<String> named(String name, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> name + i + "@" + DOMAIN)
                .toList();
    }

    List<String> all() {
        return Stream.of(owners, victims, others).flatMap(List::stream).toList();
    }

    /** The event lines of their pasts, which end before that day. */
    List<String> history(LocalDate today) {
        List<String> lines = new ArrayList<>();
        for (String account : all()) {
            lines.addAll(AccountHistory.lines(
                    new AccountHistory.Routine(account, HOME, OFFICE, CONTACTS), today, DAYS, OSLO));
        }
        return lines;
    }
}

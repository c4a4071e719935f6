package io.mailwarden.benchmark;

import io.mailwarden.server.AccountHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The people of the benchmark: each has an address of their own in Oslo, and three weeks of habits when the load
 * begins. All of them take their turns, so that nobody sends more than people do. Thread-safe.
 */
final class Accounts {

    static final String DOMAIN = "oslo.example";
    static final int COUNT = 2_000;

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    private static final int DAYS_OF_HISTORY = 21;

    /**
     * One of them.
     *
     * @param number from 0
     */
    record Account(int number) {

        String address() {
            return String.format(Locale.ROOT, "user%04d@%s", number, DOMAIN);
        }

        /** Where it logs in from; Norway, by GeoLite2 of November 2019. */
        String client() {
            return String.format(Locale.ROOT, "84.208.%d.%d", 10 + number / 200, 10 + number % 200);
        }

        /** Whom it writes to, as it always did. */
        List<String> contacts() {
            return IntStream.range(0, 5)
                    .mapToObj(i -> String.format(Locale.ROOT, "contact%d.%04d@bergen.example", i, number))
                    .toList();
        }
    }

    private final AtomicInteger turns = new AtomicInteger();

    /** All of them. */
    static Stream<Account> all() {
        return IntStream.range(0, COUNT).mapToObj(Account::new);
    }

    /** Event lines of their past. */
    static List<String> history() {
        return all().flatMap(Accounts::past).toList();
    }

    /** When the load begins: the working day after their past. */
    static Instant today() {
        return FRIDAY.atTime(LocalTime.of(9, 0)).atZone(OSLO).toInstant();
    }

    /** Whose turn it is. */
    Account next() {
        return new Account(Math.floorMod(turns.getAndIncrement(), COUNT));
    }

    private static Stream<String> past(Account account) {
        AccountHistory.Routine habits =
                new AccountHistory.Routine(account.address(), account.client(), account.client(), account.contacts());
        return AccountHistory.lines(habits, FRIDAY, DAYS_OF_HISTORY, OSLO).stream();
    }
}

package io.mailwarden.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The people of the benchmark, who take their turns, so that nobody sends more than people do. Thread-safe. */
final class Accounts {

    static final String DOMAIN = "oslo.example";

    /** Mail for it ends in James's mailet Null. */
    static final String NOWHERE = "bergen.example";

    /** Mail for it leaves by RemoteDelivery. */
    static final String ELSEWHERE = "stavanger.example";

    /**
     * One of them, with an address of its own in Norway, by GeoLite2 of November 2019.
     *
     * @param number from 0
     * @param count how many there are
     */
    record Account(int number, int count) {

        String address() {
            return address(number);
        }

        private static String address(int number) {
            return String.format(Locale.ROOT, "user%04d@%s", number, DOMAIN);
        }

        /** A Message-ID of the one program that it writes with. */
        String messageId(long unique) {
            return String.format(Locale.ROOT, "<%016x.%s>", unique, address());
        }

        /** Where it logs in from. */
        String client() {
            return String.format(Locale.ROOT, "84.208.%d.%d", 10 + number / 200, 10 + number % 200);
        }

        /** Somebody whom it always wrote to, and whose mail goes nowhere. */
        String friend() {
            return String.format(Locale.ROOT, "friend.%04d@%s", number, NOWHERE);
        }

        /** Somebody whom it always wrote to, on another server. */
        String customer() {
            return String.format(Locale.ROOT, "customer.%04d@%s", number, ELSEWHERE);
        }

        /** The next one, whom it always wrote to. */
        String colleague() {
            return address((number + 1) % count);
        }

        /** Whom it writes to, as it always did. */
        List<String> contacts() {
            return List.of(friend(), customer(), colleague());
        }
    }

    private final int count;
    private final AtomicInteger turns = new AtomicInteger();

    /** So many; at most 40 000 have addresses. */
    Accounts(int count) {
        this.count = count;
    }

    /** All of them. */
    List<Account> all() {
        return IntStream.range(0, count)
                .mapToObj(number -> new Account(number, count))
                .toList();
    }

    /** Their addresses. */
    List<String> addresses() {
        return all().stream().map(Account::address).toList();
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** Whose turn it is, of the first so many. */
    Account next(int among) {
        return new Account(Math.floorMod(turns.getAndIncrement(), among), count);
    }
}

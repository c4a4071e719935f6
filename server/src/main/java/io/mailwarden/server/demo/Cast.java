package io.mailwarden.server.demo;

import io.mailwarden.server.AccountHistory;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The accounts of the demonstration, and where they log in from. The addresses are real ones that GeoLite2 of November
 * 2019 places so.
 */
final class Cast {

    static final String DOMAIN = "oslo.example";
    static final String ALICE = "alice@" + DOMAIN;
    static final String BOB = "bob@" + DOMAIN;

    /** Administers. */
    static final String CAROL = "carol@" + DOMAIN;

    static final String PASSWORD = "correct horse battery staple";

    /** Oslo, Telia Norge AS. */
    static final String HOME = "84.208.20.110";

    /** Oslo, Globalconnect AS. */
    static final String OFFICE = "195.159.10.10";

    /** Hanoi, VNPT Corp. */
    static final String GUESSER = "14.162.10.10";

    /** Lagos, MTN Nigeria. */
    static final String THIEF = "197.210.64.1";

    static final List<String> CONTACTS = Stream.concat(
                    Stream.of(BOB),
                    Stream.of("bergen.example", "fjord.example", "nordlys.example")
                            .flatMap(
                                    domain -> Stream.of("anna", "erik", "ingrid", "jon", "kari", "lars", "mona", "nils")
                                            .map(name -> name + "@" + domain)))
            .toList();

    static final AccountHistory.Routine HABITS = new AccountHistory.Routine(ALICE, HOME, OFFICE, CONTACTS);

    private Cast() {}

    /** People whom alice never wrote to. */
    static List<String> strangers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> String.format(Locale.ROOT, "customer%02d@shop%d.example", i, i % 17))
                .toList();
    }
}

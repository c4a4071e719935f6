package io.mailwarden.it;

import io.mailwarden.server.AccountHistory;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.ServerPlan;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The servers that the tests share; each test class says by its order which others it runs beside. */
final class Servers {

    static final String DOMAIN = "oslo.example";

    /** Oslo, by GeoLite2 of November 2019. */
    static final String HOME = "84.208.20.110";

    static final String OFFICE = "195.159.10.10";

    /** Hanoi. */
    static final String GUESSER = "14.162.10.10";

    /** Lagos. */
    static final String THIEF = "197.210.64.1";

    static final List<String> CONTACTS = IntStream.rangeClosed(1, 25)
            .mapToObj(i -> String.format(Locale.ROOT, "contact%02d@bergen.example", i))
            .toList();

    /** Without Mailwarden. */
    static final MailwardenServer STOCK = accounts(MailwardenServer.named("stock"), "alice", "bob")
            .withoutMailwarden()
            .build();

    /** As conf/ is. */
    static final MailwardenServer PLAIN = accounts(MailwardenServer.named("plain"), "alice", "bob", "carol", "dave")
            .account("many@" + DOMAIN)
            .build();

    /** Behind a balancer; owner and heir have a month of history. */
    static final MailwardenServer PROXIED = proxied();

    private Servers() {}

    static String address(String name) {
        return name + "@" + DOMAIN;
    }

    private static MailwardenServer proxied() {
        ServerPlan plan = known("proxied", "owner", "heir");
        IntStream.rangeClosed(1, 30).forEach(i -> plan.account(address("door" + i)));
        return plan.build();
    }

    /** Behind a balancer, on a Friday morning; these accounts have six weeks of history. */
    static ServerPlan known(String server, String... names) {
        ZoneId oslo = ZoneId.of("Europe/Oslo");
        LocalDate friday = LocalDate.of(2026, 11, 20);
        List<String> history = new ArrayList<>();
        for (String name : names) {
            AccountHistory.Routine habits = new AccountHistory.Routine(address(name), HOME, OFFICE, CONTACTS);
            history.addAll(AccountHistory.lines(habits, friday, 42, oslo));
        }
        return accounts(MailwardenServer.named(server), names)
                .proxyProtocol()
                .history(history)
                .startingAt(friday.atTime(9, 0).atZone(oslo).toInstant());
    }

    private static ServerPlan accounts(ServerPlan plan, String... names) {
        for (String name : names) {
            plan.account(address(name));
        }
        return plan;
    }
}

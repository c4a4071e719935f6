package io.mailwarden.engine;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Message.Hand;
import io.mailwarden.engine.event.Message.Sender;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.fixtures.TestMessage;
import io.mailwarden.engine.support.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What happens to many accounts, by chance, some of it a thief's, while the clock runs and jumps. */
final class History {

    private static final List<Spot> HOMES = List.of(Spot.OSLO, Spot.OSLO_OFFICE, Spot.BERGEN);
    private static final List<Spot> FAR = List.of(Spot.LAGOS, Spot.SYDNEY, Spot.STOCKHOLM);
    private static final List<Client> CLIENTS =
            List.of(new Client("Thunderbird", "128.0", "Linux"), new Client("Mutt", "2.2", ""), Client.UNKNOWN);

    private final SplittableRandom random;
    private final TestClock clock;
    private final List<Account> accounts;
    private final boolean jumpsBack;
    private int messages;

    History(long seed, TestClock clock, int accounts, boolean jumpsBack) {
        this.jumpsBack = jumpsBack;
        random = new SplittableRandom(seed);
        this.clock = clock;
        this.accounts = IntStream.range(0, accounts)
                .mapToObj(i -> new Account("account" + i + "@example.org"))
                .toList();
    }

    List<Account> accounts() {
        return accounts;
    }

    Event next() {
        pass();
        Account account = accounts.get(random.nextInt(accounts.size()));
        int kind = random.nextInt(100);
        if (kind < 45) {
            return login(account, Outcome.ACCEPTED);
        }
        if (kind < 55) {
            return login(account, random.nextInt(9) == 0 ? Outcome.BLOCKED : Outcome.REFUSED);
        }
        if (kind < 88) {
            return message(account);
        }
        if (kind < 93) {
            return new ClientSeen(clock.instant(), account, "session", CLIENTS.get(random.nextInt(2)));
        }
        if (kind < 99) {
            String id = "<" + (messages - random.nextInt(1 + Math.min(messages, 200))) + "@example.org>";
            return new DeliveryReport(clock.instant(), account, "friend@far.example", "5.1.1", id);
        }
        return new PhishingReceived(clock.instant(), account, address(spot(), 1 + random.nextInt(250)));
    }

    // Now and then it jumps, back too.
    private void pass() {
        int chance = random.nextInt(400);
        if (chance == 0 && jumpsBack) {
            clock.advance(Duration.ofDays(-random.nextInt(40)));
        } else if (chance < 3) {
            clock.advance(Duration.ofDays(random.nextInt(40)));
        } else {
            clock.advance(Duration.ofSeconds(random.nextInt(1_200)));
        }
    }

    private Spot spot() {
        return random.nextInt(8) == 0 ? FAR.get(random.nextInt(FAR.size())) : HOMES.get(random.nextInt(HOMES.size()));
    }

    private static Address address(Spot spot, int host) {
        return Address.parse(spot.prefix() + host).orElseThrow();
    }

    private Login login(Account account, Outcome outcome) {
        Spot spot = spot();
        Login.Source source = new Login.Source(
                address(spot, 1 + random.nextInt(4)),
                CLIENTS.get(random.nextInt(CLIENTS.size())),
                true,
                "session",
                Optional.of(spot.geo()));
        Login.Secret secret = new Login.Secret(OptionalInt.of(random.nextInt(4096)), Optional.empty());
        return new Login(clock.instant(), account, Protocol.IMAP, outcome, Optional.of(source), secret);
    }

    // Now and then an answer to a message of some account here, or of another program.
    private Sender sender() {
        Hand hand = new Hand(CLIENTS.get(random.nextInt(CLIENTS.size())), random.nextInt(20) == 0);
        long answered = Text.hash("<" + random.nextInt(1 + messages) + "@example.org>");
        return new Sender(
                List.of("me" + random.nextInt(3) + "@example.org"),
                List.of(),
                Optional.of(hand).filter(told -> random.nextInt(9) > 0),
                random.nextInt(3) == 0 ? List.of(answered) : List.of(),
                List.of((int) answered % 3));
    }

    private Message message(Account account) {
        Spot spot = spot();
        List<String> to = new ArrayList<>();
        int count = random.nextInt(15) == 0 ? 60 : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            to.add("friend" + random.nextInt(count > 3 ? 5_000 : 12) + "@far.example");
        }
        TestMessage message = TestMessage.to(to)
                .id("<" + ++messages + "@example.org>")
                .bytes(random.nextInt(50_000))
                .linkingTo("https://site" + random.nextInt(60) + ".example/x")
                .saying(random.nextInt(5) * 0x0123_4567_89ab_cdefL)
                .headers(sender());
        return new Message(
                clock.instant(),
                account,
                Optional.of(address(spot, 1)),
                Optional.of(spot.geo()),
                to,
                message.content());
    }
}

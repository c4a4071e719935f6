package io.mailwarden.store.log;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Position;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.LogEntry;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Origin.Trust;
import io.mailwarden.engine.origin.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** Logins and messages of many accounts, as long as real ones, the same ones each time. Not thread-safe. */
final class RandomEntries {

    private final Random random = new Random(1);
    private final int accounts;

    RandomEntries(int accounts) {
        this.accounts = accounts;
    }

    /** Three logins to seven messages. */
    LogEntry next(Instant at) {
        return next(at, random.nextInt(10) < 3);
    }

    LogEntry next(Instant at, boolean logsIn) {
        Account account = new Account("account" + random.nextInt(accounts) + "@example.org");
        Address address = Address.parse("198.51.100." + random.nextInt(256)).orElseThrow();
        Origin origin = new Origin(
                Optional.of(address),
                Optional.of(address.network()),
                Optional.of(new Place("NO", Optional.of("Oslo"), Optional.of(new Position(59.9452, 10.7559)), 20)),
                "AS2119 Telenor Norge AS",
                OptionalLong.of(2119),
                NetworkKind.RESIDENTIAL,
                "",
                Trust.NONE);
        return logsIn
                ? new EventAssessed(login(at, account, address), origin, learned(Optional.empty()))
                : new EventAssessed(message(at, account, address), origin, learned(Optional.of(deviations())));
    }

    private static EventOutcome learned(Optional<Deviations> deviations) {
        return new EventOutcome(EventOutcome.ALLOW, List.of(), Learning.LEARNED, Set.of(), 0, 0, deviations);
    }

    private Deviations deviations() {
        float[] values = new float[Deviations.Feature.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 4;
        }
        return new Deviations(values);
    }

    private Login login(Instant at, Account account, Address address) {
        Client client = new Client("Thunderbird", "128.0", "Linux");
        Login.Source source =
                new Login.Source(address, client, true, Integer.toHexString(random.nextInt()), Optional.empty());
        return new Login(
                at,
                account,
                Protocol.IMAP,
                Login.Outcome.ACCEPTED,
                Optional.of(source),
                new Login.Secret(OptionalInt.of(random.nextInt(4096)), Optional.empty()));
    }

    private Message message(Instant at, Account account, Address address) {
        Message.Content content = new Message.Content(
                "<" + Long.toHexString(random.nextLong()) + "@mail.example.org>",
                "Minutes of the meeting on Tuesday",
                20_000 + random.nextInt(10_000),
                List.of("https://www.example.org/minutes/" + random.nextInt(1000)),
                List.of(),
                new Message.Sender(List.of(account.name()), List.of()),
                OptionalLong.of(random.nextLong()),
                Optional.of(Message.Scan.CLEAN));
        return new Message(
                at,
                account,
                Optional.of(address),
                Optional.empty(),
                List.of("c" + random.nextInt(1000) + "@example.net", "d" + random.nextInt(1000) + "@example.net"),
                content);
    }
}

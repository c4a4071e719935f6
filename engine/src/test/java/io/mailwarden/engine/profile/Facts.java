package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Origin.Trust;
import io.mailwarden.engine.origin.Place;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.profile.habit.ProfileContext;
import io.mailwarden.engine.profile.habit.ProfileContext.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the tests of profiles tell them. */
public final class Facts {

    public static final Instant START = Instant.parse("2026-05-03T12:00:00Z");
    public static final Client THUNDERBIRD = new Client("Thunderbird", "128.0", "Linux");
    public static final Origin HOME = origin("192.0.2.1", "NO", 2119);
    public static final Origin ELSEWHERE = origin("198.51.100.1", "NG", 29465);

    private Facts() {}

    /** Learns with 10 logins over 7 days, forgets after 180, halves in 30, quiet after 7, risk lasts 12 hours. */
    public static ProfileContext lasting() {
        return ProfileContext.of(
                ProfileConfig.defaults(),
                new Windows(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(1)));
    }

    public static Instant day(int days) {
        return START.plus(Duration.ofDays(days));
    }

    public static Origin origin(String literal, String country, long asn) {
        Optional<Address> address = Address.parse(literal);
        Place place = new Place(country, Optional.empty(), Optional.empty(), 50);
        return new Origin(
                address,
                address.map(Address::network),
                Optional.of(place),
                "",
                OptionalLong.of(asn),
                NetworkKind.RESIDENTIAL,
                "",
                Trust.NONE);
    }

    public static Footprint footprint(Instant at, Origin origin) {
        return Footprint.of(at, origin, THUNDERBIRD);
    }

    /** This server reports that a message of that id did not arrive. */
    public static DeliveryReport report(Instant at, String messageId) {
        return new DeliveryReport(at, new Account("alice@example.org"), "nobody@example.net", "5.1.1", messageId, true);
    }

    public static Message message(Instant at, List<String> recipients) {
        return message(at, recipients, Message.Content.UNREADABLE);
    }

    public static Message message(Instant at, List<String> recipients, Message.Content content) {
        return new Message(
                at, new Account("alice@example.org"), Optional.empty(), Optional.empty(), recipients, content);
    }

    public static Message.Content content(long bytes, List<String> urls, List<Message.Attachment> attachments) {
        Message.Sender sender = new Message.Sender(List.of("alice@example.org"), List.of("reply@example.org"));
        return new Message.Content(
                "<m@example.org>", "subject", bytes, urls, attachments, sender, OptionalLong.empty(), Optional.empty());
    }
}

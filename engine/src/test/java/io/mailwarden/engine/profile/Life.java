package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Position;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.LogEntry.Decision;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Origin.Trust;
import io.mailwarden.engine.origin.Place;
import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Novelty;
import io.mailwarden.engine.profile.habit.SendingProfile;
import io.mailwarden.engine.profile.habit.Shape;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.habit.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/** What may happen to an account, by chance: all that changes a profile. The same seed gives the same life. */
final class Life {

    private static final Account ACCOUNT = new Account("alice@example.org");

    private final SplittableRandom random;
    private Instant now;

    Life(long seed) {
        random = new SplittableRandom(seed);
        now = Facts.START.plusNanos(random.nextInt(2) * random.nextInt(1_000_000_000));
    }

    /** So many things happen, some minutes apart as a rule. */
    void happenTo(Profile profile, int times) {
        for (int i = 0; i < times; i++) {
            now = now.plusSeconds(random.nextInt(20) == 0 ? random.nextInt(9_000_000) : random.nextInt(9_000));
            happenTo(profile);
            profile.positions().advance(random.nextInt(3), 1 + random.nextInt(1_000_000_000));
        }
    }

    private void happenTo(Profile profile) {
        Instant late = now.minusSeconds(random.nextInt(5) == 0 ? random.nextInt(90_000) : 0);
        Origin origin = origin();
        Footprint footprint = Footprint.of(late, origin, client());
        switch (random.nextInt(13)) {
            case 0, 1 -> profile.learn(footprint, Whereabouts.of(late, origin));
            case 2, 3 -> profile.setAside(footprint, Whereabouts.of(late, origin), random.nextBoolean());
            case 4 -> profile.stand(List.of(suspicion(late), suspicion(now)));
            case 5 -> profile.refused(late, random.nextLong(), random.nextInt(-1, 4096));
            case 6 -> profile.habits().use(footprint, Decay.minute(late));
            case 7, 8, 9 -> send(profile, late);
            case 10 -> profile.sendingAnomaly(late);
            case 11 -> tried(profile, footprint, Whereabouts.of(late, origin));
            default -> settleOrTrust(profile);
        }
    }

    private void send(Profile profile, Instant at) {
        Message message = message(at);
        Novelty novelty = profile.begin(message, false, fresh -> 0);
        if (random.nextInt(3) > 0) {
            profile.sent(message, Shape.of(message, novelty, random.nextDouble()));
        } else if (random.nextBoolean()) {
            profile.begin(Facts.report(at, "<" + some(60) + "@example.org>"), false);
        }
    }

    private void tried(Profile profile, Footprint footprint, Whereabouts where) {
        if (random.nextInt(4) == 0) {
            profile.reviewed(random.nextBoolean() ? Decision.DISMISSED : Decision.RESOLVED, where.at());
        } else {
            profile.denied(footprint, where, Learning.ODD);
        }
    }

    private void settleOrTrust(Profile profile) {
        if (random.nextInt(5) == 0) {
            profile.trust();
        } else {
            profile.settle(now);
        }
    }

    private Client client() {
        return random.nextInt(6) == 0 ? Client.UNKNOWN : new Client("family" + some(9), "1." + some(4), "os" + some(7));
    }

    private Origin origin() {
        Optional<Address> address = random.nextInt(8) == 0
                ? Optional.empty()
                : Address.parse(
                        random.nextBoolean() ? "192.0." + some(40) + "." + some(4) : "2001:db8:" + some(9) + "::1");
        Optional<Position> position =
                random.nextBoolean() ? Optional.empty() : Optional.of(new Position(some(90), -some(180) / 7.0));
        Optional<Place> place = random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(new Place("NO", Optional.of("Ås " + some(5)), position, some(100)));
        NetworkKind kind = NetworkKind.values()[random.nextInt(NetworkKind.values().length)];
        return new Origin(
                address,
                address.map(Address::network),
                place,
                "",
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(1 + some(12)),
                kind,
                "",
                Trust.values()[random.nextInt(3)]);
    }

    private Suspicion suspicion(Instant at) {
        Evidence[] all = Evidence.values();
        Set<Evidence> evidence = Set.copyOf(List.of(all[random.nextInt(all.length)], all[random.nextInt(all.length)]));
        // Cut in the middle of a pair.
        String explanation = "why" + "\uD83D\uDE00".repeat(random.nextInt(100));
        return new Suspicion(at, "type-" + some(12), evidence, random.nextDouble(), random.nextLong(), explanation);
    }

    private Message message(Instant at) {
        List<String> recipients = new ArrayList<>();
        int count = 1 + some(random.nextInt(20) == 0 ? 400 : 5);
        for (int i = 0; i < count; i++) {
            recipients.add("friend" + some(300) + "@house" + some(60) + ".example");
        }
        Message.Content content = new Message.Content(
                "<" + some(1_000) + "@example.org>",
                "",
                random.nextInt(1_000_000),
                List.of(),
                List.of(new Message.Attachment("a.x" + some(12), "", 1)),
                new Message.Sender(
                        List.of("me" + some(8) + "@example.org"),
                        List.of(),
                        Optional.of(new Message.Hand(new Client("program" + some(6), "", ""), some(9) == 0)),
                        List.of(),
                        List.of(recipients.size() % 7)),
                random.nextInt(3) == 0 ? OptionalLong.of(random.nextLong() << some(8)) : OptionalLong.empty(),
                Optional.empty());
        return new Message(at, ACCOUNT, Optional.empty(), Optional.empty(), recipients, content);
    }

    private int some(int most) {
        return random.nextInt(1 + random.nextInt(most));
    }

    /** All that can be asked about a profile at the time that this life came to; fails for nothing. */
    List<Object> told(Profile profile) {
        List<Object> told = new ArrayList<>();
        SendingProfile sending = profile.sent();
        told.addAll(List.of(profile.mature(now), profile.known(now), profile.lastTrusted(), profile.lastDoubtful()));
        told.addAll(List.of(profile.silence(now), profile.firstSeen(), profile.learnedLogins(), profile.standing(now)));
        told.addAll(List.of(profile.positions(), profile.rhythm().usualHours(0.1)));
        told.add(profile.usedWithin(Trait.ADDRESS, Duration.ofDays(1), now));
        told.add(profile.attempts().wrongPasswords(now, Duration.ofDays(1)));
        told.add(profile.attempts().returns(now, Duration.ofDays(1)));
        told.add(profile.attempts().returnedMessages(now, Duration.ofDays(1)));
        told.add(profile.attempts().deniedSince(now));
        told.add(profile.attempts().unforgiven(now, Duration.ofDays(1)));
        told.add(sending.within(Duration.ofDays(1), now));
        told.addAll(List.of(sending.usualMessages(now), sending.usualFresh(now), sending.usualStrange(now)));
        told.addAll(
                List.of(sending.usualCopies(now), sending.usualMessagesInDay(now), sending.usualRecipientsInDay(now)));
        told.addAll(List.of(sending.typical().seen(), sending.typical().mean(Shape.BYTES), sending.mature(now)));
        profile.lastTrusted().ifPresent(where -> told.addAll(List.of(where.at(), where.position(), where.name())));
        for (Trait trait : Trait.values()) {
            told.add(profile.habits().mostUsed(trait, now));
        }
        return told;
    }
}

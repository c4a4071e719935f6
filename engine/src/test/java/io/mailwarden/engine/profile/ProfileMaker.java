package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Position;
import io.mailwarden.engine.eventlog.InMemoryEventLog;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Origin.Trust;
import io.mailwarden.engine.origin.Place;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.profile.habit.ProfileContext.Windows;
import io.mailwarden.engine.profile.habit.Shape;
import io.mailwarden.engine.profile.habit.Whereabouts;
import io.mailwarden.engine.profile.organisation.Organisations;
import io.mailwarden.engine.support.Alarms;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/** Makes profiles as accounts of several kinds would: logins and messages of some weeks. Seeded. */
final class ProfileMaker {

    private static final List<String> CITIES = List.of("Oslo", "Bergen", "Stockholm", "Frankfurt am Main", "Lyon");
    /** What the profiles that it makes share with each other. */
    static final Object[] SHARED = {CITIES, "NO"};

    private static final List<Client> CLIENTS = List.of(
            new Client("Thunderbird", "128.0", "Linux"),
            new Client("Outlook", "16.0", "Windows"),
            new Client("iOS Mail", "18.1", "iOS"),
            new Client("K-9 Mail", "6.8", "Android"),
            new Client("Apple Mail", "16.0", "macOS"));
    private static final List<String> ENDINGS =
            List.of("pdf", "docx", "png", "xlsx", "ics", "zip", "eml", "csv", "txt");
    private static final Instant END = Instant.parse("2026-05-03T12:00:00Z");

    /** How much an account uses; first its share of all accounts, in per mille. */
    enum Kind {
        /** Reads, seldom writes. */
        LIGHT(250, 1, 1, 5, 1, 1, 1),
        /** The median account. */
        ORDINARY(600, 3, 2, 20, 3, 2, 3),
        /** Phone and notebook, always elsewhere. */
        MOBILE(140, 12, 3, 60, 4, 5, 8),
        /** Hundreds of contacts, all tables full. */
        BUSY(10, 60, 5, 700, 9, 12, 60);

        private final int share;
        private final int networks;
        private final int clients;
        private final int contacts;
        private final int endings;
        private final int logins;
        private final int messages;

        Kind(int... numbers) {
            share = numbers[0];
            networks = numbers[1];
            clients = numbers[2];
            contacts = numbers[3];
            endings = numbers[4];
            logins = numbers[5];
            messages = numbers[6];
        }

        /** The kind of a number between 0 and 999, most numbers giving the most usual. */
        static Kind of(int number) {
            int left = number;
            for (Kind kind : values()) {
                left -= kind.share;
                if (left < 0) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("not within 0 to 999: " + number);
        }
    }

    private final SplittableRandom random;
    private final Profiles profiles;

    ProfileMaker(Profiles profiles, long seed) {
        this.profiles = profiles;
        random = new SplittableRandom(seed);
    }

    /** None yet, all in memory. */
    static Profiles profiles(ProfileConfig config) {
        Windows windows = new Windows(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(1));
        Alarms alarms = new Alarms(TestClock.at("2026-03-02T07:00:00Z"));
        ProfileSources sources = new ProfileSources(ProfileStore.NONE, new InMemoryEventLog());
        return new Profiles(config, windows, new Organisations(Teacher.shipped()), sources, Runnable::run, alarms);
    }

    /** That account's, a new one if it has none. */
    static Profile of(Profiles profiles, Account account) {
        AtomicReference<Profile> found = new AtomicReference<>();
        profiles.loader().whenHeld(account, true, found::set);
        return Objects.requireNonNull(found.get());
    }

    /** Gives that account the profile of one of that kind, by so many days. */
    Profile make(Account account, Kind kind, int days) {
        Profile profile = of(profiles, account);
        List<Origin> origins = new ArrayList<>();
        int networks = 1 + random.nextInt(kind.networks);
        for (int i = 0; i < networks; i++) {
            origins.add(origin());
        }
        int clients = 1 + random.nextInt(kind.clients);
        for (int day = days; day > 0; day--) {
            Instant morning = END.minus(Duration.ofDays(day));
            for (int i = 0; i < kind.logins; i++) {
                login(profile, morning.plusSeconds(random.nextInt(36_000)), origins, clients);
            }
            for (int i = 0; i < kind.messages; i++) {
                message(profile, account, morning.plusSeconds(40_000L * i / kind.messages), kind);
            }
        }
        // As each event ends.
        profile.logged(1, 1);
        return profile;
    }

    private void login(Profile profile, Instant at, List<Origin> origins, int clients) {
        // The first of them most of the time.
        Origin origin = origins.get(random.nextInt(1 + random.nextInt(origins.size())));
        Client client = CLIENTS.get(random.nextInt(1 + random.nextInt(clients)));
        profile.learn(Footprint.of(at, origin, client), Whereabouts.of(at, origin));
    }

    private void message(Profile profile, Account account, Instant at, Kind kind) {
        // Some more often than others; half of them within the own house.
        int contact = random.nextInt(1 + random.nextInt(kind.contacts));
        String domain = contact % 2 == 0 ? "example.org" : "partner" + contact % 40 + ".example";
        List<String> to =
                List.of("contact" + contact + '-' + Math.floorMod(account.hashCode(), 1_000_003) + '@' + domain);
        List<Message.Attachment> attachments = random.nextInt(4) == 0
                ? List.of(new Message.Attachment("file." + ENDINGS.get(random.nextInt(kind.endings)), "a/b", 9))
                : List.of();
        // A laptop, and now and then a phone.
        boolean phone = random.nextInt(5) == 0;
        Client program = phone ? new Client("iPhone Mail", "21", "iOS") : new Client("Thunderbird", "128.0", "");
        Message.Sender sender = new Message.Sender(
                List.of(account.name()), List.of(), Optional.of(new Message.Hand(program, false)), List.of());
        Message.Content content = new Message.Content(
                phone
                        ? "<6FA459EA-EE8A-3CA4-894E-DB77E160355E@example.org>"
                        : "<6fa459ea-ee8a-3ca4-894e-db77e160355e@example.org>",
                "",
                random.nextInt(100_000),
                List.of(),
                attachments,
                sender,
                OptionalLong.empty(),
                Optional.empty());
        Message message = new Message(at, account, Optional.empty(), Optional.empty(), to, content);
        profile.sent(message, Shape.of(message, profile.begin(message, false, fresh -> 0)));
    }

    /** An address of its own, in one of few towns. */
    Origin origin() {
        Address address = address(random.nextInt());
        Place place = new Place(
                "NO", Optional.of(CITIES.get(random.nextInt(CITIES.size()))), Optional.of(new Position(60, 10)), 20);
        return new Origin(
                Optional.of(address),
                Optional.of(address.network()),
                Optional.of(place),
                "",
                OptionalLong.of(1 + random.nextInt(60_000)),
                NetworkKind.RESIDENTIAL,
                "",
                Trust.NONE);
    }

    private static Address address(int bits) {
        try {
            return Address.of(InetAddress.getByAddress(
                    new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits}));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}

package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.eventlog.Deviations.Feature;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Novelty;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.profile.habit.Shape;
import io.mailwarden.engine.profile.habit.Whereabouts;
import io.mailwarden.engine.profile.organisation.Organisations;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * What stored profiles take, in bytes and in processor time, the best of some rounds: of accounts as
 * {@link ProfileMaker} makes them in 20 days, of the fullest, of an organisation with all of its rooms full, and of
 * 10 000 small ones.
 *
 * <pre>
 * ./mvnw -q -pl engine test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     "-Dexec.args=-cp %classpath io.mailwarden.engine.profile.SnapshotFootprint"
 * </pre>
 */
public final class SnapshotFootprint {

    private static final int ACCOUNTS = 2_000;
    private static final int DAYS = 20;
    private static final int ROUNDS = 30;
    private static final int EVENTS = 1_000_000;
    private static final int DOMAINS = 10_000;
    private static final int ORGANISATION_ROUNDS = 3;

    private SnapshotFootprint() {}

    /** Measures and prints. */
    public static void main(String[] arguments) throws UnreadableSnapshot {
        Profiles profiles = ProfileMaker.profiles(ProfileConfig.defaults());
        System.out.printf("%-20s %8s %8s %8s %9s %9s%n", "profile", "median", "p99", "most", "write us", "read us");
        for (ProfileMaker.Kind kind : ProfileMaker.Kind.values()) {
            List<Profile> some = new ArrayList<>();
            ProfileMaker maker = new ProfileMaker(profiles, kind.ordinal());
            for (int i = 0; i < (kind == ProfileMaker.Kind.BUSY ? ACCOUNTS / 10 : ACCOUNTS); i++) {
                some.add(maker.make(new Account(kind + "" + i + "@example.org"), kind, DAYS));
            }
            report(kind.name().toLowerCase(Locale.ROOT), some, profiles);
        }
        report("fullest, suspected", List.of(fullest(profiles)), profiles);
        reportOrganisations("a company, full", SnapshotFootprint::full);
        reportOrganisations("10 000 domains of three accounts", SnapshotFootprint::hoster);
    }

    // All rooms full: habits, sending, wrong passwords, what is set aside, suspicions.
    private static Profile fullest(Profiles profiles) {
        Profile profile = profiles.blank();
        ProfileMaker maker = new ProfileMaker(profiles, 1);
        for (int i = 0; i < 6_000; i++) {
            Instant at = Facts.START.plusSeconds(60L * i);
            Origin origin = maker.origin();
            Client client = new Client("client" + i, "" + i, "system" + i);
            Footprint footprint = Footprint.of(at, origin, client);
            if (i < 3_000) {
                profile.learn(footprint, Whereabouts.of(at, origin));
            } else {
                profile.setAside(footprint, Whereabouts.of(at, origin), true);
            }
            Evidence evidence = Evidence.values()[i % 12];
            profile.stand(List.of(new Suspicion(at, evidence.name(), Set.of(evidence), 0.7, 0, "why ".repeat(1_000))));
            profile.refused(at, 31L * i, i % 4096);
            profile.begin(Facts.report(at, "<1@example.org>"), false);
            Message message = message(i, Keys.of("text" + i), at);
            Novelty novelty = profile.begin(message, false, fresh -> 0);
            if (i < 3_000) {
                profile.sent(message, Shape.of(message, novelty));
            }
        }
        return profile;
    }

    private static void report(String what, List<Profile> some, Profiles profiles) throws UnreadableSnapshot {
        List<byte[]> stored = new ArrayList<>();
        long writing = Long.MAX_VALUE;
        long reading = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            stored.clear();
            long start = processorNanos();
            for (Profile profile : some) {
                stored.add(ProfileFormat.bytes(profile));
            }
            long middle = processorNanos();
            for (byte[] one : stored) {
                ProfileFormat.profile(one, profiles.shared());
            }
            writing = Math.min(writing, middle - start);
            reading = Math.min(reading, processorNanos() - middle);
        }
        int[] sizes = stored.stream().mapToInt(one -> one.length).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-20s %8d %8d %8d %9.1f %9.1f%n",
                what,
                sizes[sizes.length / 2],
                sizes[(int) (sizes.length * 0.99)],
                sizes[sizes.length - 1],
                writing / 1e3 / sizes.length,
                reading / 1e3 / sizes.length);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void reportOrganisations(String what, Supplier<Organisations> made) throws UnreadableSnapshot {
        long before = heap();
        Organisations organisations = made.get();
        byte[] stored = organisations.snapshot();
        long writing = Long.MAX_VALUE;
        long reading = Long.MAX_VALUE;
        for (int round = 0; round < ORGANISATION_ROUNDS; round++) {
            long start = processorNanos();
            stored = organisations.snapshot();
            long middle = processorNanos();
            Organisations.restored(stored, Teacher.shipped());
            writing = Math.min(writing, middle - start);
            reading = Math.min(reading, processorNanos() - middle);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %,d bytes stored, written in %.0f ms, read in %.0f ms; %,d bytes in memory%n",
                what,
                stored.length,
                writing / 1e6,
                reading / 1e6,
                heap() - before);
    }

    // Others may be at work on this machine.
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** A company that does all there is. */
    public static Organisations full() {
        Teacher teacher = Teacher.ofNone();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < EVENTS; i++) {
            Origin place = place(random);
            Account account = new Account("user" + random.nextInt(100_000) + "@example.org");
            teacher.logsIn(account, place, Facts.START, 1);
            if (i % 4 == 0) {
                teacher.fails(account, place, Facts.START, random.nextInt(4096));
                teacher.arrives(account, place, Facts.START);
                Instant at = Facts.START.plusMillis(i);
                teacher.sends(message(i, random.nextLong(), at), List.of("house" + i + ".example"));
                teacher.deviates(account, at, deviations(random));
            }
        }
        return teacher.organisations();
    }

    // A server of small tenants: three accounts each, a month.
    private static Organisations hoster() {
        Teacher teacher = Teacher.ofNone();
        SplittableRandom random = new SplittableRandom(1);
        for (int domain = 0; domain < DOMAINS; domain++) {
            List<Origin> places = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                places.add(place(random));
            }
            for (int i = 0; i < 90; i++) {
                Instant at = Facts.START.plus(Duration.ofHours(8L * i));
                Account account = new Account("user" + i % 3 + "@tenant" + domain + ".test");
                teacher.logsIn(account, places.get(random.nextInt(i % 3 + 1, i % 3 + 6)), at, 1);
                teacher.sends(
                        message(account, i, random.nextLong(), at),
                        List.of("house" + random.nextInt(DOMAINS) + ".example"));
                teacher.deviates(account, at, deviations(random));
            }
        }
        return teacher.organisations();
    }

    private static Origin place(SplittableRandom random) {
        return Facts.origin(
                random.nextInt(1, 223) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".7",
                "NO",
                1 + random.nextInt(9_000));
    }

    private static Deviations deviations(SplittableRandom random) {
        float[] values = new float[Feature.count()];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) random.nextDouble(-4, 4);
        }
        return new Deviations(values);
    }

    private static Message message(int number, long text, Instant at) {
        return message(new Account("alice@example.org"), number, text, at);
    }

    private static Message message(Account account, int number, long text, Instant at) {
        Message.Content content = new Message.Content(
                "<" + number + "@example.org>",
                "",
                1_000,
                List.of(),
                List.of(new Message.Attachment("a.x" + number, "", 1)),
                new Message.Sender(List.of("me" + number + "@example.org"), List.of("to" + number + "@example.org")),
                OptionalLong.of(text),
                Optional.empty());
        return new Message(
                at,
                account,
                Optional.empty(),
                Optional.empty(),
                List.of("friend" + number + "@house" + number + ".example"),
                content);
    }
}

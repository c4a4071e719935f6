package io.mailwarden.engine.profile;

import static io.mailwarden.engine.profile.Facts.START;
import static io.mailwarden.engine.profile.Facts.day;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Position;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.eventlog.Deviations.Feature;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.fixtures.Suspicions;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Origin.Trust;
import io.mailwarden.engine.origin.Place;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Shape;
import io.mailwarden.engine.profile.habit.Whereabouts;
import io.mailwarden.engine.profile.organisation.OrganisationFormat;
import io.mailwarden.engine.profile.organisation.Organisations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Writes the samples that {@link StoredProfileTest} reads: a profile and organisations with something in every part.
 * To be run once for each version of the formats, by the code that writes it, from the folder of the engine:
 *
 * <pre>
 * ./mvnw -q -pl engine test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     "-Dexec.args=-cp %classpath io.mailwarden.engine.profile.ProfileSample src/test/resources/snapshots"
 * </pre>
 */
public final class ProfileSample {

    static final Account ACCOUNT = new Account("alice@example.org");
    static final long TEXT = 0x0123_4567_89AB_CDEFL;
    static final Client CLIENT = new Client("Thunderbird", "128.0", "Linux");
    static final Origin HOME = origin("192.0.2.7", "NO", "Oslo", 59.9, NetworkKind.RESIDENTIAL);
    static final Origin ABROAD = origin("2001:db8:1:2::7", "NG", "Lagos", 6.5, NetworkKind.HOSTING);

    private ProfileSample() {}

    /** Writes them into the folder that the argument names, by version; never over one that is there. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        write(folder.resolve("profile-" + ProfileFormat.VERSION), ProfileFormat.bytes(profile()));
        write(
                folder.resolve("organisation-" + OrganisationFormat.VERSION),
                organisations().snapshot());
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        if (!Files.exists(file)) {
            Files.write(file, bytes);
        }
    }

    private static Origin origin(String literal, String country, String city, double latitude, NetworkKind kind) {
        Optional<Address> address = Address.parse(literal);
        Place place = new Place(country, Optional.of(city), Optional.of(new Position(latitude, 10.75)), 20);
        return new Origin(
                address,
                address.map(Address::network),
                Optional.of(place),
                "",
                OptionalLong.of(2119),
                kind,
                "",
                kind == NetworkKind.HOSTING ? Trust.ALL : Trust.NONE);
    }

    static Message message(int number, int recipients) {
        List<String> to = IntStream.range(0, recipients)
                .mapToObj(i -> "friend" + number + "-" + i + "@house.example")
                .toList();
        Message.Content content = new Message.Content(
                "<" + number + "@example.org>",
                "",
                1_023,
                List.of(),
                List.of(new Message.Attachment("a.pdf", "", 1)),
                new Message.Sender(
                        List.of("alice@example.org"),
                        List.of("reply@example.org"),
                        Optional.of(new Message.Hand(CLIENT, false)),
                        List.of()),
                OptionalLong.of(TEXT),
                Optional.empty());
        return Facts.message(day(number), to, content);
    }

    private static Profile profile() {
        Profile profile = new Profile(Facts.lasting());
        for (int i = 0; i < 12; i++) {
            profile.learn(Footprint.of(day(i), HOME, CLIENT), Whereabouts.of(day(i), HOME));
            Message message = message(i, 1 + i % 3);
            profile.sent(message, Shape.of(message, profile.begin(message, false, fresh -> 0), 0.5));
        }
        profile.begin(message(12, 5), false, fresh -> 0);
        profile.refused(day(12), 4_711, 17);
        profile.refused(day(12), 4_711, -1);
        profile.begin(Facts.report(day(12), "<1@example.org>"), false);
        profile.denied(Footprint.of(day(12), ABROAD, CLIENT), Whereabouts.of(day(12), ABROAD), Learning.ODD);
        profile.stand(List.of(
                new Suspicion(
                        day(12),
                        "impossible-travel",
                        Set.of(Evidence.PLACE, Evidence.TIME),
                        0.9,
                        4_711,
                        "Lagos 40 min after Oslo"),
                Suspicions.suspicion(day(12), "returns", Evidence.RETURNS, 0.25)));
        profile.setAside(Footprint.of(day(12), ABROAD, Client.UNKNOWN), Whereabouts.of(day(12), ABROAD), true);
        profile.sendingAnomaly(day(12).plusNanos(5));
        profile.positions().advance(1, 1_234_567);
        profile.positions().advance(9, 3);
        return profile;
    }

    private static Organisations organisations() {
        Teacher teacher = Teacher.ofNone();
        teacher.logsIn(ACCOUNT, HOME, START, 2);
        teacher.fails(ACCOUNT, HOME, START, 17);
        teacher.fails(ACCOUNT, HOME, START, 18);
        teacher.arrives(ACCOUNT, HOME, START);
        teacher.organisations().named(CLIENT);
        teacher.sends(message(0, 2), List.of("house.example"));
        for (int i = 0; i < 3; i++) {
            teacher.getsPhishing(ACCOUNT, ABROAD.address().orElseThrow(), START.plusSeconds(60L * i));
        }
        for (int i = 0; i < 1_200; i++) {
            float[] values = new float[Feature.count()];
            for (int k = 0; k < values.length; k++) {
                values[k] = (float) Math.sin(i + 7 * k) / 2;
            }
            teacher.deviates(
                    new Account("sender" + i % 5 + "@example.org"),
                    START.plusSeconds(600L * i),
                    new Deviations(values));
        }
        teacher.organisations().positions().advance(1, 1_234_567);
        return teacher.organisations();
    }

    /** A message unlike those that the organisation learned. */
    static Deviations odd() {
        float[] values = new float[Feature.count()];
        values[Feature.FRESH.ordinal()] = Deviations.MOST;
        return new Deviations(values);
    }
}

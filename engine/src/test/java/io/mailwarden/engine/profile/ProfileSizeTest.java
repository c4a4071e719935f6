package io.mailwarden.engine.profile;

import static io.mailwarden.engine.profile.Facts.content;
import static io.mailwarden.engine.profile.Facts.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Message.Attachment;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.profile.habit.Shape;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.habit.Whereabouts;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Floors under what {@link ProfileFootprint} measures: bytes of heap of one account, all included. */
class ProfileSizeTest {

    /** What the cache adds to each, measured with 1 000 000. */
    private static final long CACHE_SHARE = 72;

    private static final int DAYS = 20;
    private static final String NAME = "first.last123456@example.org";

    private final Profiles profiles = ProfileMaker.profiles(ProfileConfig.defaults());
    private final ProfileMaker maker = new ProfileMaker(profiles, 1);
    private final Heap heap = new Heap(profiles.shared(), ProfileMaker.SHARED);

    @Test
    void medianAccountTakesLessThanAKibibyte() {
        long[] sizes = IntStream.range(0, 101)
                .mapToLong(i -> {
                    Account account = new Account(i + NAME);
                    return bytes(account, maker.make(account, ProfileMaker.Kind.ORDINARY, DAYS));
                })
                .sorted()
                .toArray();

        assertThat(sizes[50]).isLessThanOrEqualTo(950);
    }

    @Test
    void fullestThatAnyUseMakesTakesLessThanFourKibibytes() {
        Account account = new Account(NAME);
        Profile profile = ProfileMaker.of(profiles, account);
        fill(profile);

        for (Trait trait : Trait.values()) {
            assertThat(profile.habits().distinct(trait)).as(trait.name()).isEqualTo(trait.most());
        }
        assertThat(bytes(account, profile)).isBetween(3_200L, 4_000L);
    }

    @Test
    void fullestUnderSuspicionTakesTwiceAsMuch() {
        Account account = new Account(NAME);
        Profile profile = ProfileMaker.of(profiles, account);
        fill(profile);
        for (int i = 0; i < 3_000; i++) {
            Instant at = Facts.day(40).plusSeconds(i);
            Origin origin = maker.origin();
            Evidence evidence = Evidence.values()[i % 12];
            profile.stand(
                    List.of(new Suspicion(at, evidence.name(), Set.of(evidence), 0.5, 0, i + " why ".repeat(1_000))));
            profile.setAside(footprint(at, origin, i), Whereabouts.of(at, origin), true);
            profile.begin(message(at, List.of("victim" + i + "@far" + i + ".example")), false, fresh -> 0);
        }

        assertThat(bytes(account, profile)).isBetween(5_000L, 8_904L);
    }

    @Test
    void restoredOneTakesNoMoreThanItTook() throws UnreadableSnapshot {
        Account account = new Account(NAME);
        Profile profile = maker.make(account, ProfileMaker.Kind.ORDINARY, DAYS);
        profile.positions().advance(1, 7);

        Profile restored = ProfileFormat.profile(ProfileFormat.bytes(profile), profiles.shared());

        assertThat(bytes(account, restored)).isLessThanOrEqualTo(bytes(account, profile));
        assertThat(ProfileFormat.bytes(restored)).hasSizeLessThan(700);
    }

    private void fill(Profile profile) {
        for (int i = 0; i < 3_000; i++) {
            Instant at = Facts.START.plus(Duration.ofMinutes(i));
            Origin origin = maker.origin();
            profile.learn(footprint(at, origin, i), Whereabouts.of(at, origin));
            profile.refused(at, i, i % 4096);
            Message message = message(
                    at,
                    List.of("friend" + i + "@house" + i + ".example"),
                    withSender(i, List.of(new Attachment("a.x" + i, "", 1))));
            profile.sent(message, Shape.of(message, profile.begin(message, false, fresh -> 0)));
        }
    }

    private static Message.Content withSender(int number, List<Attachment> attachments) {
        Message.Content plain = content(1_000, List.of(), attachments);
        Client program = new Client("program" + number, "", "");
        Message.Sender sender = new Message.Sender(
                List.of("me" + number + "@example.org"),
                List.of("to" + number + "@example.org"),
                Optional.of(new Message.Hand(program, false)),
                List.of(),
                List.of(number));
        return new Message.Content(
                "<" + "a$".repeat(number % 9) + "1@house" + number + ".com>",
                plain.subject(),
                plain.bytes(),
                plain.urls(),
                plain.attachments(),
                sender,
                plain.fingerprint(),
                plain.scan());
    }

    private static Footprint footprint(Instant at, Origin origin, int number) {
        Footprint seen = Footprint.of(at, origin, new Client("client" + number, "" + number, "system" + number));
        long country = Keys.ofCountry("" + (char) ('A' + number % 26) + (char) ('A' + number / 26 % 26));
        return new Footprint(
                seen.address(),
                seen.network(),
                seen.asn(),
                country,
                seen.client(),
                seen.family(),
                seen.system(),
                seen.hourOfWeek());
    }

    private long bytes(Account account, Profile profile) {
        // As each event ends.
        profile.logged(1, 1);
        return CACHE_SHARE + heap.bytes(account.name(), profile);
    }
}

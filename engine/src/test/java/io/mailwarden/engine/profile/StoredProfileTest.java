package io.mailwarden.engine.profile;

import static io.mailwarden.engine.profile.Facts.START;
import static io.mailwarden.engine.profile.Facts.day;
import static io.mailwarden.engine.profile.ProfileSample.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.fixtures.Suspicions;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Habits;
import io.mailwarden.engine.profile.habit.SendingLog;
import io.mailwarden.engine.profile.habit.SendingProfile;
import io.mailwarden.engine.profile.habit.Shape;
import io.mailwarden.engine.profile.habit.Texts.Copies;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.habit.Whereabouts;
import io.mailwarden.engine.profile.organisation.Organisation;
import io.mailwarden.engine.profile.organisation.OrganisationFormat;
import io.mailwarden.engine.profile.organisation.Organisations;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads a stored sample of every version of the formats. A new version adds its own: raise the version, run {@link
 * ProfileSample}, commit the file that it writes. Never change or delete an older one: operators have such bytes. What
 * a version adds is asserted from that version on.
 */
class StoredProfileTest {

    private static final Duration DAY = Duration.ofDays(1);

    private static byte[] stored(String name) throws IOException {
        try (InputStream in = StoredProfileTest.class.getResourceAsStream("/snapshots/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static Profile profile(int version) throws IOException, UnreadableSnapshot {
        return ProfileFormat.profile(stored("profile-" + version), Facts.lasting());
    }

    static IntStream profileVersions() {
        return IntStream.rangeClosed(1, ProfileFormat.VERSION);
    }

    static IntStream organisationVersions() {
        return IntStream.rangeClosed(1, OrganisationFormat.VERSION);
    }

    @ParameterizedTest
    @MethodSource("profileVersions")
    void habitsAreReadFromEveryVersion(int version) throws Exception {
        Profile profile = profile(version);

        assertThat(profile.firstSeen()).contains(START);
        assertThat(profile.learnedLogins()).isEqualTo(12);
        assertThat(profile.silence(day(12))).contains(DAY);
        assertThat(profile.mature(day(12))).isTrue();
        assertThat(profile.knowsNetwork(ProfileSample.HOME, day(12))).isTrue();
        // Its messages name no bank account.
        Set<Trait> later = EnumSet.of(Trait.BANK_ACCOUNT);
        if (version < 3) {
            later.addAll(Set.of(Trait.OF_HANDS));
        }
        for (Trait trait : Trait.values()) {
            assertThat(profile.habits().distinct(trait)).as(trait.name()).isEqualTo(later.contains(trait) ? 0 : 1);
        }
        assertThat(profile.habits().mostUsed(Trait.ASN, day(11)))
                .singleElement()
                .satisfies(habit -> {
                    assertThat(habit.key()).isEqualTo(2119);
                    assertThat(habit.weight()).isBetween(9.0, 12.0);
                });
        assertThat(profile.rhythm().uses()).isEqualTo(12);
        assertThat(profile.rhythm().shareAround(12, 0)).isEqualTo(1);
        assertThat(profile.positions().asMap()).isEqualTo(Map.of(1, 1_234_567L, 9, 3L));
    }

    @ParameterizedTest
    @MethodSource("profileVersions")
    void sendingIsReadFromEveryVersion(int version) throws Exception {
        SendingProfile sending = profile(version).sent();

        assertThat(sending.mature(day(12))).isTrue();
        assertThat(sending.within(Duration.ofHours(1), day(12))).isEqualTo(new SendingLog.Sums(1, 5, 5, 1));
        // Two buckets.
        assertThat(sending.within(DAY, day(12))).isEqualTo(new SendingLog.Sums(2, 8, 8, 2));
        assertThat(sending.copies(TEXT, day(12))).isEqualTo(new Copies(1, 5));
        assertThat(sending.rhythm().uses()).isEqualTo(12);
        assertThat(sending.typical().seen()).isEqualTo(12);
        assertThat(sending.typical().mean(Shape.BYTES)).isEqualTo(10);
        assertThat(sending.typical().mean(Shape.NEW_LINKS)).isEqualTo(0.5);
        assertThat(sending.typical().mean(Shape.ATTACHMENTS)).isEqualTo(1);
        // Of the day before, so a little less.
        assertThat(sending.usualMessages(day(12))).isBetween(0.95, 1.0);
        assertThat(sending.usualMessagesInHour(day(12))).isBetween(0.95, 1.0);
        assertThat(sending.usualMessagesInDay(day(12))).isBetween(1.95, 2.0);
        assertThat(sending.usualFresh(day(12))).isBetween(2.9, 3.0);
        assertThat(sending.usualRecipientsInHour(day(12))).isBetween(2.9, 3.0);
        assertThat(sending.usualRecipientsInDay(day(12))).isBetween(4.8, 5.0);
        assertThat(sending.usualStrange(day(12))).isBetween(0.95, 1.0);
        assertThat(sending.usualStrangeInDay(day(12))).isBetween(1.95, 2.0);
        assertThat(sending.usualCopies(day(12))).isBetween(4.8, 5.0);
        assertThat(sending.strangersInWeek(day(12))).isEqualTo(version < 2 ? 0 : 17);
        assertThat(sending.strangersLastWeek(day(19))).isEqualTo(version < 2 ? 0 : 4);
        assertThat(sending.usualStrangersInWeek(day(40))).isEqualTo(version < 2 ? 0 : 12, within(2.0));
        assertThat(sending.usualStrangers(day(40))).isEqualTo(version < 2 ? 0 : 4, within(1.0));
        // Known and waiting.
        assertThat(sending.submitted(ProfileSample.message(11, 3), fresh -> 0).freshRecipients())
                .isZero();
        assertThat(sending.submitted(ProfileSample.message(12, 5), fresh -> 0).freshRecipients())
                .isZero();
        assertThat(sending.submitted(ProfileSample.message(13, 4), fresh -> 0).freshRecipients())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("profileVersions")
    void howLongItLivesUnderSuspicionIsReadFromVersion3On(int version) throws Exception {
        Profile profile = profile(version);
        for (int day = 13; day < 16; day++) {
            profile.setAside(
                    Footprint.of(day(day), ProfileSample.ABROAD, Client.UNKNOWN),
                    Whereabouts.of(day(day), ProfileSample.ABROAD),
                    false);
        }

        Footprint abroad = Footprint.of(day(20), ProfileSample.ABROAD, Client.UNKNOWN);
        assertThat(profile.livesUnderSuspicion(abroad, day(20))).isEqualTo(version >= 3);
    }

    @ParameterizedTest
    @MethodSource("profileVersions")
    void suspicionIsReadFromEveryVersion(int version) throws Exception {
        Profile profile = profile(version);

        assertThat(profile.attempts().wrongPasswords(day(12), DAY)).isEqualTo(2);
        assertThat(profile.attempts().wrongPasswords(4_711, day(12), DAY)).isEqualTo(2);
        assertThat(profile.attempts().returns(day(12), DAY)).isEqualTo(1);
        assertThat(profile.standing(day(12)))
                .containsExactly(
                        new Suspicion(
                                day(12),
                                "impossible-travel",
                                Set.of(Evidence.PLACE, Evidence.TIME),
                                0.9,
                                4_711,
                                "Lagos 40 min after Oslo"),
                        Suspicions.suspicion(day(12), "returns", Evidence.RETURNS, 0.25));
        assertThat(profile.lastTrusted())
                .contains(new Whereabouts(
                        day(11).getEpochSecond(), "Oslo", "NO", 59.9f, 10.75f, 20, NetworkKind.RESIDENTIAL, false));
        assertThat(profile.lastDoubtful())
                .contains(new Whereabouts(
                        day(12).getEpochSecond(), "Lagos", "NG", 6.5f, 10.75f, 20, NetworkKind.HOSTING, true));
        assertThat(profile.lastAnomaly).isEqualTo(day(12).plusNanos(5));
        assertThat(profile.lastBesidePlace).isEqualTo(day(12).plusNanos(5));

        profile.settle(day(19));
        assertThat(profile.knowsNetwork(ProfileSample.ABROAD, day(19))).isFalse();
        profile.settle(day(20));
        assertThat(profile.knowsNetwork(ProfileSample.ABROAD, day(20))).isTrue();
        assertThat(profile.learnedLogins()).isEqualTo(13);
    }

    @ParameterizedTest
    @MethodSource("profileVersions")
    void attemptsAreReadFromEveryVersion(int version) throws Exception {
        Attempts attempts = profile(version).attempts();

        assertThat(attempts.returnedMessages(day(12), DAY)).isEqualTo(version == 1 ? 0 : 1);
        assertThat(attempts.deniedSince(day(12))).isEqualTo(version == 1 ? Optional.empty() : Optional.of(day(12)));
        assertThat(attempts.unforgiven(day(12), DAY)).isEqualTo(DAY);
    }

    @ParameterizedTest
    @MethodSource("organisationVersions")
    void organisationIsReadFromEveryVersion(int version) throws Exception {
        Organisations all = Organisations.restored(stored("organisation-" + version), Teacher.shipped());
        Organisation organisation = all.of(ProfileSample.ACCOUNT);
        Footprint home = Footprint.of(START, ProfileSample.HOME, ProfileSample.CLIENT);

        assertThat(all.outdated()).isEqualTo(version == 1);
        assertThat(organisation.logins()).isEqualTo(2);
        assertThat(organisation.share(Trait.COUNTRY, home.country())).isEqualTo(1);
        assertThat(organisation.linksTo("house.example")).isTrue();
        assertThat(all.positions().of(1)).isEqualTo(1_234_567);
        Habits.Habit thunderbird = new Habits.Habit(Trait.value(Trait.FAMILY.tagged(home.family())), 1);
        assertThat(organisation.name(Trait.FAMILY, thunderbird)).isEqualTo("Thunderbird");
        assertThat(organisation.outlier(ProfileSample.odd(), 2.5)).isPresent();
        for (int reports = 0; reports < 3; reports++) {
            assertThat(all.begin(new DeliveryReport(
                            START, ProfileSample.ACCOUNT, "friend0-0@house.example", "5.1.1", "<0@example.org>")))
                    .isEqualTo(reports < 2);
        }
        assertThat(organisation.acquaintances(ProfileSample.message(0, 2).recipients()))
                .isEqualTo(version < 2 ? 0 : 2);
        if (version > 1) {
            assertThat(organisation.wrongPasswords(home.address(), START, DAY)).isEqualTo(2);
            assertThat(organisation.triedAccounts(home.network(), START, DAY)).isEqualTo(1);
            assertThat(organisation.newcomers(home.network(), START, DAY)).isEqualTo(1);
            assertThat(organisation.senders(TEXT, START)).isEqualTo(1);
            assertThat(organisation.sentPhishing(ProfileSample.ABROAD.address().orElseThrow(), day(1)))
                    .contains("this organisation 3 times");
        }
    }

    @Test
    void laterVersionIsToldFromDamage() throws IOException {
        byte[] later = stored("profile-1");
        later[0] = (byte) (ProfileFormat.VERSION + 1);

        assertThatThrownBy(() -> ProfileFormat.profile(later, Facts.lasting()))
                .isInstanceOf(UnreadableSnapshot.class)
                .hasMessageContaining("format " + (ProfileFormat.VERSION + 1));
    }
}

package io.mailwarden.owner;

import static io.mailwarden.engine.fixtures.Spot.BERGEN;
import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static io.mailwarden.engine.fixtures.Spot.SYDNEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.InMemoryAuditTrail;
import io.mailwarden.engine.fixtures.InMemoryOwnerNoticeStore;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.review.audit.AuditEntry;
import io.mailwarden.engine.review.audit.AuditQuery;
import io.mailwarden.engine.review.owner.NoticeLimits;
import io.mailwarden.engine.review.owner.OwnerNotice.LinkPress;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Restriction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins are judged by an engine, and owners told, by the parts of the service without its listener. */
class OwnerStoryTest {

    private static final Account ALICE = new Account("alice@example.org");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final Scenario story = Scenario.standard();
    private final TestClock clock = TestClock.at("2026-03-02T08:00:00Z");
    private final InMemoryOwnerNoticeStore store = new InMemoryOwnerNoticeStore();
    private final InMemoryAuditTrail audit = new InMemoryAuditTrail();
    private final LockLinks links = new LockLinks(new byte[LockLinks.KEY_BYTES]);
    private final List<Sent> sent = new ArrayList<>();
    private boolean mailFails;
    private final OwnerNotices notices = new OwnerNotices(store, NoticeLimits.defaults(), story.alarms(), clock);
    private final OwnerPorts ports = ports();
    private final OwnerPresses presses = new OwnerPresses(ports, links, clock);

    /** A notice that was sent. */
    private record Sent(String id, String recipient, String text) {

        String token() {
            int from = text.indexOf("/lock/") + "/lock/".length();
            return text.substring(from, text.indexOf('\n', from));
        }
    }

    @BeforeEach
    void learn() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
        story.engine().listen(notices);
    }

    @AfterEach
    void close() {
        story.close();
    }

    private OwnerPorts ports() {
        return new OwnerPorts(
                store,
                story.engine().ownerLock(),
                audit,
                () -> new byte[LockLinks.KEY_BYTES],
                listener -> {},
                (id, recipient, subject, text) -> {
                    if (mailFails) {
                        throw new IOException("the spool is full");
                    }
                    sent.add(new Sent(id, recipient, text));
                });
    }

    private List<Sent> told() {
        sent.clear();
        clock.set(story.now());
        notices.file();
        NoticeWording wording = new NoticeWording("en", "UTC", "", folder);
        new NoticeOutbox(
                        ports,
                        new NoticeWriter(NoticeTexts.of(wording), wording, "https://mail.example.org"),
                        new OwnerContacts(folder.resolve("owners")),
                        links,
                        story.alarms(),
                        clock)
                .runOnce();
        return List.copyOf(sent);
    }

    private List<AuditEntry> trail() {
        return audit.search(new AuditQuery(
                        DomainFilter.ALL,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(ALICE),
                        10,
                        Optional.empty()))
                .items();
    }

    @Test
    void ownerAtHomeIsToldNothing() {
        story.after(HOUR).logsIn(OSLO).after(HOUR).logsIn(OSLO_OFFICE);

        assertThat(told()).isEmpty();
    }

    @Test
    void travellerIsToldOnceForEachNewCountryHoweverOftenHeLogsIn() {
        story.after(HOUR.multipliedBy(8)).logsIn(STOCKHOLM);
        assertThat(told()).singleElement().satisfies(one -> {
            assertThat(one.recipient()).isEqualTo(ALICE.name());
            assertThat(one.text()).contains("Sweden", "https://mail.example.org/lock/");
        });
        for (int i = 0; i < 20; i++) {
            story.after(HOUR).logsIn(STOCKHOLM);
            assertThat(told()).isEmpty();
        }
        story.after(HOUR.multipliedBy(48)).logsIn(SYDNEY);
        assertThat(told()).singleElement().satisfies(one -> assertThat(one.text())
                .contains("Australia"));
    }

    @Test
    void ownerWhoMovesWithinHisProviderIsToldNothing() {
        story.after(HOUR.multipliedBy(12)).logsIn(BERGEN);

        assertThat(told()).isEmpty();
    }

    @Test
    void ownerWhoIsAtHomeAgainAfterAThiefIsToldNothingOfHimself() {
        story.after(HOUR.multipliedBy(8)).logsIn(LAGOS);
        assertThat(told()).hasSize(1);

        story.after(Duration.ofMinutes(1))
                .logsIn(OSLO)
                .after(Duration.ofMinutes(1))
                .logsIn(OSLO_OFFICE);

        assertThat(told()).isEmpty();
    }

    @Test
    void whoGuessesPasswordsTellsNobodyAnything() {
        for (int i = 0; i < 10; i++) {
            story.guesses(20, LAGOS);
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void secondAddressHasAMailOfItsOwnAndFirst() throws IOException {
        Files.writeString(folder.resolve("owners"), "alice@example.org alice@home.example de\n");
        story.after(HOUR.multipliedBy(8)).logsIn(LAGOS);

        assertThat(told()).extracting(Sent::recipient).containsExactly("alice@home.example", ALICE.name());
        assertThat(sent).allSatisfy(one -> assertThat(one.text()).contains("Postfach"));
    }

    @Test
    void fileOfContactsThatCannotBeReadCostsTheSecondAddressAlone() throws IOException {
        Files.writeString(folder.resolve("owners"), "nonsense\n");
        story.after(HOUR.multipliedBy(8)).logsIn(LAGOS);

        assertThat(told()).extracting(Sent::recipient).containsExactly(ALICE.name());
        assertThat(story.alarms().stands(NoticeOutbox.CONTACTS)).isTrue();
    }

    @Test
    void whatTheMailServerDoesNotTakeIsTriedAgain() {
        story.after(HOUR.multipliedBy(8)).logsIn(LAGOS);
        mailFails = true;
        assertThat(told()).isEmpty();
        assertThat(story.alarms().stands(NoticeOutbox.ALARM)).isTrue();
        mailFails = false;
        assertThat(told()).isEmpty();

        story.after(Duration.ofMinutes(2));

        assertThat(told()).hasSize(1);
        assertThat(story.alarms().stands(NoticeOutbox.ALARM)).isFalse();
        story.after(HOUR);
        assertThat(told()).isEmpty();
    }

    @Test
    void buttonLocksOnceAndTheTrailSaysFromWhere() {
        story.after(HOUR.multipliedBy(8)).logsIn(LAGOS);
        Sent notice = told().get(0);
        clock.advance(Duration.ofSeconds(40));

        presses.press(notice.token(), "198.51.100.7", "Firefox\u202E\n<b>");
        presses.press(notice.token(), "198.51.100.8", "");

        assertThat(story.engine().restriction(ALICE)).isEqualTo(Restriction.HOLD);
        assertThat(trail()).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("the owner's link");
            assertThat(entry.from()).isEqualTo("198.51.100.7");
            assertThat(entry.action()).isEqualTo("owner-lock");
            assertThat(entry.deed().why())
                    .contains("from 198.51.100.7, 40 s after it was sent", "NG")
                    .doesNotContain("\u202E", "\n");
        });
        assertThat(store.unlocked(clock.instant().plus(HOUR))).isEmpty();
    }

    @Test
    void linkThatWasUsedDoesNotLockAgainWhatAnAdministratorUnlocked() {
        story.after(HOUR.multipliedBy(8)).logsIn(LAGOS);
        Sent notice = told().get(0);
        presses.press(notice.token(), "198.51.100.7", "");
        assertThat(story.engine().controls().unblock(ALICE, "carol").lifted()).isEqualTo(1);

        presses.press(notice.token(), "198.51.100.7", "");
        presses.finish();

        assertThat(story.engine().restriction(ALICE)).isEqualTo(Restriction.NONE);
    }

    @Test
    void tokenThatIsForgedOrEndedDoesNothing() {
        story.after(HOUR.multipliedBy(8)).logsIn(LAGOS);
        Sent notice = told().get(0);

        presses.press(new LockLinks(new byte[40]).token(store.find(notice.id()).orElseThrow()) + "x", "a", "");
        clock.advance(Duration.ofDays(8));
        presses.press(notice.token(), "198.51.100.7", "");

        assertThat(story.engine().restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(trail()).isEmpty();
    }

    @Test
    void whatAServerBeganThatDiedIsFinishedByAnother() {
        story.after(HOUR.multipliedBy(8)).logsIn(LAGOS);
        Sent notice = told().get(0);
        assertThat(store.use(notice.id(), new LinkPress(clock.instant(), "198.51.100.7")))
                .isPresent();

        presses.finish();
        assertThat(story.engine().restriction(ALICE)).isEqualTo(Restriction.NONE);
        clock.advance(Duration.ofMinutes(1));
        presses.finish();

        assertThat(story.engine().restriction(ALICE)).isEqualTo(Restriction.HOLD);
        assertThat(trail()).hasSize(1);
    }

    @Test
    void loginsWaitForAStoreThatIsGone() {
        story.after(HOUR.multipliedBy(8)).logsIn(LAGOS);
        store.gone(true);
        assertThatThrownBy(notices::file).isInstanceOf(StoreUnavailable.class);
        store.gone(false);

        assertThat(told()).hasSize(1);
    }
}

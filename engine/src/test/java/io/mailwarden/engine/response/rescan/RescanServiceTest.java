package io.mailwarden.engine.response.rescan;

import static io.mailwarden.engine.fixtures.Journaled.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.FakeHeldMessages;
import io.mailwarden.engine.fixtures.FakeJournal;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.rescan.MessageCopy.Location;
import io.mailwarden.engine.response.rescan.MessageCopy.Treatment;
import io.mailwarden.engine.response.rescan.Rescan.RescanCounts;
import io.mailwarden.engine.response.rescan.Rescan.RescanState;
import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.ScanVerdict;
import io.mailwarden.engine.response.scan.Sensitivity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RescanServiceTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final Account ALICE = new Account("alice@example.org");

    private final TestClock clock = TestClock.at("2026-01-01T01:00:00Z");
    private final FakeJournal journal = new FakeJournal();
    private final FakeHeldMessages held = new FakeHeldMessages();
    private final InMemoryRescanStore store = new InMemoryRescanStore();
    private final Set<String> bad = new HashSet<>();
    private final List<String> scanned = new ArrayList<>();
    private final List<String> retrieved = new ArrayList<>();
    private final RescanService pass = new RescanService(journal, held, this::scan, store, this::retrieve, clock);
    private Runnable before = () -> {};
    private Treatment treatment = Treatment.QUARANTINED;

    private ScanResult scan(ScanTarget target, Sensitivity sensitivity) {
        assertThat(sensitivity).isEqualTo(Sensitivity.HEIGHTENED);
        before.run();
        try (InputStream in = target.source().open()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            scanned.add(text);
            return bad.contains(text)
                    ? new ScanResult(ScanVerdict.MALICIOUS, 0.9, List.of("it is bad"))
                    : new ScanResult(ScanVerdict.CLEAN, 0.1, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, List<MessageCopy>> retrieve(
            Rescan rescan, List<RescanFinding> malicious, Retrieval.Taking taking) {
        Map<String, List<MessageCopy>> copies = new HashMap<>();
        for (RescanFinding finding : malicious) {
            retrieved.add(finding.message().summary().subject());
            MessageCopy copy = new MessageCopy(
                    Location.MAILBOX,
                    "carol@example.org",
                    rescan.scope().act() ? treatment : Treatment.REPORTED,
                    "INBOX");
            if (copy.settled()) {
                taking.of(finding.message().id(), copy);
            }
            copies.put(finding.message().id(), List.of(copy));
        }
        return copies;
    }

    private void sent(int... numbers) {
        IntStream.of(numbers).forEach(number -> journal.entries().add("segment", List.of(message(BOB, number))));
    }

    private Rescan run(boolean act) {
        Rescan rescan = pass.begin(BOB, "i1", act);
        assertThat(pass.run(rescan, reached -> {})).isEqualTo(RescanService.End.DONE);
        return store.latest(BOB, "i1").orElseThrow();
    }

    private RescanFinding found(JournalEntry entry) {
        return store.finding(BOB, "i1", entry.id()).orElseThrow();
    }

    @Test
    void scansAllThatTheAccountSentAndTakesWhatIsMalicious() {
        sent(IntStream.rangeClosed(1, 120).toArray());
        journal.entries().add("segment", List.of(message(ALICE, 200)));
        bad.addAll(Set.of("Letter 7", "Letter 110", "Letter 200"));

        Rescan done = run(true);

        assertThat(done.status().state()).isEqualTo(RescanState.DONE);
        assertThat(done.finishedAt()).contains(clock.instant());
        assertThat(done.counts()).isEqualTo(new RescanCounts(120, 2, 0, 2, 0, 0));
        assertThat(scanned).hasSize(120).doesNotContain("Letter 200");
        assertThat(retrieved).containsExactly("Letter 7", "Letter 110");
        assertThat(found(message(BOB, 7)).reasons()).containsExactly("it is bad");
        assertThat(found(message(BOB, 7)).copies())
                .extracting(MessageCopy::treatment)
                .containsExactly(Treatment.QUARANTINED);
        assertThat(found(message(BOB, 8)).verdict()).isEqualTo(RescanVerdict.CLEAN);
    }

    @Test
    void reportsOnlyWhenItMustNotAct() {
        sent(1);
        bad.add("Letter 1");

        assertThat(run(false).counts()).isEqualTo(new RescanCounts(1, 1, 0, 0, 0, 0));
        assertThat(found(message(BOB, 1)).copies())
                .extracting(MessageCopy::treatment)
                .containsExactly(Treatment.REPORTED);

        clock.advance(Duration.ofMinutes(5));
        assertThat(run(true).counts().quarantined()).isEqualTo(1);
        assertThat(found(message(BOB, 1)).copies())
                .extracting(MessageCopy::treatment)
                .containsExactly(Treatment.QUARANTINED);
    }

    @Test
    void nearDuplicatesShareTheVerdictWhicheverCameFirst() {
        JournalEntry early = message(BOB, 1, OptionalLong.of(0b111111), "");
        JournalEntry malicious = message(BOB, 2, OptionalLong.of(0), "");
        JournalEntry late = message(BOB, 3, OptionalLong.of(0b1), "");
        JournalEntry far = message(BOB, 4, OptionalLong.of(0b1111111), "");
        journal.entries().add("segment", List.of(early, malicious, late, far));
        bad.add("Letter 2");

        assertThat(run(true).counts()).isEqualTo(new RescanCounts(4, 3, 0, 3, 0, 0));
        assertThat(found(early).nearTo()).contains(malicious.id());
        assertThat(found(late).nearTo()).contains(malicious.id());
        assertThat(found(malicious).nearTo()).isEmpty();
        assertThat(found(far).verdict()).isEqualTo(RescanVerdict.CLEAN);
        assertThat(retrieved).containsExactlyInAnyOrder("Letter 1", "Letter 2", "Letter 3");
    }

    @Test
    void unreadMessagesAreToldAndTriedAgain() {
        sent(1, 2);
        bad.add("Letter 1");
        journal.lose(message(BOB, 1), true);

        assertThat(run(true).counts()).isEqualTo(new RescanCounts(2, 0, 1, 0, 0, 0));
        assertThat(found(message(BOB, 1)).verdict()).isEqualTo(RescanVerdict.UNREAD);

        journal.lose(message(BOB, 1), false);
        clock.advance(Duration.ofMinutes(1));
        assertThat(run(true).counts()).isEqualTo(new RescanCounts(1, 1, 0, 1, 0, 0));
        assertThat(found(message(BOB, 1)).malicious()).isTrue();
    }

    @Test
    void scannerThatThrowsLeavesTheMessageUnread() {
        sent(1, 2);
        before = () -> {
            if (scanned.isEmpty()) {
                scanned.add("");
                throw new IllegalStateException("broken");
            }
        };

        assertThat(run(true).counts().unread()).isEqualTo(1);
        assertThat(found(message(BOB, 1)).reasons()).singleElement().asString().contains("broken");
        assertThat(found(message(BOB, 2)).verdict()).isEqualTo(RescanVerdict.CLEAN);
    }

    @Test
    void secondPassLooksAtWhatCameSinceAndWhatWasLeft() {
        sent(1, 2);
        bad.addAll(Set.of("Letter 1", "Letter 3"));
        treatment = Treatment.FAILED;
        assertThat(run(true).counts()).isEqualTo(new RescanCounts(2, 1, 0, 0, 0, 1));

        treatment = Treatment.QUARANTINED;
        clock.advance(Duration.ofMinutes(10));
        sent(3);
        scanned.clear();
        assertThat(run(true).counts()).isEqualTo(new RescanCounts(2, 2, 0, 2, 0, 0));
        assertThat(scanned).containsExactly("Letter 3");
    }

    @Test
    void oneThatRunsIsMeantBySecondStart() {
        sent(1);
        Rescan first = pass.begin(BOB, "i1", true);

        assertThat(pass.begin(BOB, "i1", false)).isEqualTo(first);
        assertThat(pass.begin(BOB, "i2", false).id()).isNotEqualTo(first.id());
    }

    @Test
    void onlyOneWorksOnIt() {
        sent(1);
        Rescan rescan = pass.begin(BOB, "i1", true);
        List<RescanService.End> second = new ArrayList<>();
        before = () -> second.add(pass.run(rescan, reached -> {}));

        assertThat(pass.run(rescan, reached -> {})).isEqualTo(RescanService.End.DONE);
        assertThat(second).containsExactly(RescanService.End.ANOTHERS);
        assertThat(pass.run(rescan, reached -> {})).isEqualTo(RescanService.End.ANOTHERS);
    }

    @Test
    void interruptedRescanGoesOnWhereItStopped() {
        sent(IntStream.rangeClosed(1, 120).toArray());
        bad.addAll(Set.of("Letter 3", "Letter 70"));
        Rescan rescan = pass.begin(BOB, "i1", true);
        before = () -> {
            if (scanned.size() == 90) {
                throw new AssertionError("killed");
            }
        };
        assertThatThrownBy(() -> pass.run(rescan, reached -> {})).isInstanceOf(AssertionError.class);

        before = () -> {};
        assertThat(pass.run(rescan, reached -> {})).isEqualTo(RescanService.End.ANOTHERS);
        clock.advance(RescanService.LEASE);
        scanned.clear();
        assertThat(store.abandoned(clock.instant(), 9)).extracting(Rescan::id).containsExactly(rescan.id());
        assertThat(pass.run(rescan, reached -> {})).isEqualTo(RescanService.End.DONE);

        assertThat(scanned).hasSize(70).startsWith("Letter 51");
        assertThat(retrieved).containsExactly("Letter 3", "Letter 70");
        assertThat(store.latest(BOB, "i1").orElseThrow().counts()).isEqualTo(new RescanCounts(120, 2, 0, 2, 0, 0));
    }

    @Test
    void copyThatWasTakenBeforeTheCrashIsKnownAfterIt() {
        sent(1);
        bad.add("Letter 1");
        MessageCopy taken = new MessageCopy(Location.MAILBOX, "carol@example.org", Treatment.QUARANTINED, "INBOX");
        RescanService dying = new RescanService(
                journal,
                held,
                this::scan,
                store,
                (rescan, malicious, taking) -> {
                    taking.of(malicious.get(0).message().id(), taken);
                    throw new AssertionError("killed");
                },
                clock);
        Rescan rescan = dying.begin(BOB, "i1", true);
        assertThatThrownBy(() -> dying.run(rescan, reached -> {})).isInstanceOf(AssertionError.class);

        clock.advance(RescanService.LEASE);
        RescanService finding =
                new RescanService(journal, held, this::scan, store, (again, malicious, taking) -> Map.of(), clock);
        assertThat(finding.run(rescan, reached -> {})).isEqualTo(RescanService.End.DONE);
        assertThat(found(message(BOB, 1)).copies()).containsExactly(taken);
        assertThat(store.latest(BOB, "i1").orElseThrow().counts().quarantined()).isEqualTo(1);
    }

    @Test
    void maliciousHeldMailIsQuarantined() {
        held.hold(BOB, "h1", "Harmless");
        held.hold(BOB, "h2", "Evil");
        held.hold(ALICE, "h3", "Evil");
        bad.add("Evil");

        assertThat(run(false).counts()).isEqualTo(new RescanCounts(2, 1, 0, 0, 0, 0));
        assertThat(held.movedToQuarantine).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        assertThat(run(true).counts()).isEqualTo(new RescanCounts(2, 1, 0, 1, 0, 0));
        assertThat(held.movedToQuarantine).containsExactly("h2 it is bad i1");
        assertThat(retrieved).isEmpty();
        assertThat(store.findings(BOB, "i1", "", Optional.of(RescanVerdict.MALICIOUS), 9))
                .singleElement()
                .satisfies(found -> assertThat(found.copies())
                        .containsExactly(new MessageCopy(Location.HELD, BOB.name(), Treatment.QUARANTINED, "h2")));
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() {
        sent(1, 2);
        Rescan rescan = pass.begin(BOB, "i1", true);
        before = () -> Thread.currentThread().interrupt();

        assertThat(pass.run(rescan, reached -> {})).isEqualTo(RescanService.End.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.latest(BOB, "i1").orElseThrow().status().state()).isEqualTo(RescanState.RUNNING);
    }

    @Test
    void tellsItsProgressPageByPage() {
        sent(IntStream.rangeClosed(1, 120).toArray());
        List<Long> told = new ArrayList<>();

        pass.run(
                pass.begin(BOB, "i1", true),
                reached -> told.add(reached.counts().scanned()));

        assertThat(told).containsExactly(50L, 100L, 120L, 120L);
    }

    @Test
    void fewWordsAreAlikeByLinksAttachmentsAndSubject() {
        JournalEntry malicious = message(BOB, 1, OptionalLong.empty(), "same");
        JournalEntry like = message(BOB, 2, OptionalLong.empty(), "same");
        JournalEntry other = message(BOB, 3, OptionalLong.empty(), "");
        NearDuplicates duplicates = new NearDuplicates();
        duplicates.add(malicious);
        duplicates.add(other);

        assertThat(duplicates.of(like)).contains(malicious.id());
        assertThat(duplicates.of(message(BOB, 4, OptionalLong.empty(), ""))).isEqualTo(Optional.empty());
        assertThat(duplicates.of(message(BOB, 5, OptionalLong.of(1), "same"))).isEmpty();
    }
}

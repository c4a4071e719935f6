package io.mailwarden.mailet.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision;
import io.mailwarden.engine.response.held.HeldRow;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.response.held.InMemoryHeldStore;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Verdict;
import io.mailwarden.mailet.MailAttributes;
import io.mailwarden.mailet.Mails;
import io.mailwarden.mailet.Post;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;

/** Copies of released mail, whoever made them, and what others do to the repository. */
class HeldMailReleaseTest {

    private static final Verdict HOLD = new Verdict.Hold(new Explanation("too many"), Optional.of("i1"));

    private final Rows rows = new Rows();
    private final MemoryMailRepository repository = new MemoryMailRepository();
    private final Post post = process();

    /** A store that can go away, and lose all. */
    private static final class Rows {
        private HeldStore inner = new InMemoryHeldStore();
        private boolean gone;

        HeldStore store() {
            return (HeldStore) Proxy.newProxyInstance(
                    HeldStore.class.getClassLoader(), new Class<?>[] {HeldStore.class}, (proxy, method, given) -> {
                        if (gone) {
                            throw new StoreUnavailable(method.getName(), new ConnectException("refused"));
                        }
                        try {
                            return method.invoke(inner, given);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    private Post process() {
        Post made = new Post(repository, rows.store());
        made.warden.answering(HOLD);
        return made;
    }

    private String held() throws Exception {
        post.outbound.service(Mails.submitted("Mail1", "carol@example.net"));
        return post.waiting().get(0).id();
    }

    private Mail released() throws Exception {
        assertThat(post.held.release(held())).isTrue();
        return post.spooled().get(0);
    }

    private static MailImpl again(Mail mail) throws Exception {
        MailImpl copy = MailImpl.duplicate(mail);
        copy.setName(mail.getName());
        return copy;
    }

    private boolean passes(Mail mail) {
        post.outbound.service(mail);
        return !mail.getState().equals(Mail.GHOST);
    }

    @Test
    void copyThatASpoolGivesBackPassesAgain() throws Exception {
        Mail first = released();
        Mail second = again(first);

        assertThat(passes(first)).isTrue();
        assertThat(passes(second)).isTrue();
    }

    @Test
    void copyOfAnotherSendingEndsHere() throws Exception {
        Mail first = released();
        post.clock.advance(Duration.ofMinutes(11));
        post.upkeep.run();
        assertThat(post.spooled()).hasSize(2);
        Mail second = post.spooled().get(1);

        assertThat(passes(second)).isTrue();
        assertThat(passes(first)).isFalse();
    }

    @Test
    void releaseUnderWayIsNotSentAgainBeforeItsTime() throws Exception {
        released();
        for (int i = 0; i < 9; i++) {
            post.clock.advance(Duration.ofMinutes(1));
            post.upkeep.run();
        }
        assertThat(post.spooled()).hasSize(1);
    }

    @Test
    void forwardOfAReleasedMailIsNoDuplicate() throws Exception {
        Mail mail = released();
        assertThat(passes(mail)).isTrue();
        MailImpl forward = MailImpl.duplicate(mail);
        assertThat(forward.getName()).contains("-!");
        MailImpl another = MailImpl.duplicate(mail);

        assertThat(passes(forward)).isTrue();
        assertThat(passes(another)).isTrue();
        assertThat(post.warden.events()).hasSize(1);
    }

    @Test
    void releasedByAnOlderVersionPasses() throws Exception {
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        Mails.put(mail, MailAttributes.RELEASED, "true");

        assertThat(passes(mail)).isTrue();
    }

    @Test
    void waitsInTheRepositoryWhileTheStoreIsGone() throws Exception {
        Mail mail = released();
        post.queue.clear();
        rows.gone = true;

        assertThat(passes(mail)).isFalse();
        assertThat(post.spooled()).as("nobody waits behind it").isEmpty();
        assertThat(repository.size()).isEqualTo(1);

        rows.gone = false;
        post.upkeep.run();
        assertThat(post.passed()).hasSize(1);
        assertThat(post.passed()).isEmpty();
        assertThat(repository.size()).isZero();
    }

    @Test
    void whatSomebodyElsePutIntoTheSpoolWaitsThereWhileTheStoreIsGone() throws Exception {
        Mail mail = released();
        mail.removeAttribute(MailAttributes.RELEASE);
        post.queue.clear();
        rows.gone = true;

        assertThat(passes(mail)).isFalse();
        assertThat(post.nextDelivery()).isPresent();
        Mail later = post.spooled().get(0);

        rows.gone = false;
        assertThat(passes(again(later))).isTrue();
        assertThat(repository.size()).isZero();
    }

    @Test
    void heldMailWithoutARowIsHeldAndListedLater() throws Exception {
        rows.gone = true;
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        post.outbound.service(mail);
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(repository.size()).isEqualTo(1);
        assertThat(post.alarms.standing()).extracting(Alarm::cause).containsExactly("held-mail-not-listed");

        rows.gone = false;
        assertThat(post.waiting()).isEmpty();
        post.upkeep.run();
        assertThat(post.waiting()).singleElement().satisfies(message -> {
            assertThat(message.decision().reason()).isEqualTo("too many");
            assertThat(message.decision().incident()).contains("i1");
        });
    }

    @Test
    void freshStoreLearnsWhatIsThere() throws Exception {
        String id = held();
        rows.inner = new InMemoryHeldStore();
        assertThat(post.waiting()).isEmpty();
        post.upkeep.checkSoon();
        post.upkeep.run();

        assertThat(post.waiting()).extracting(HeldMessage::id).containsExactly(id);
    }

    @Test
    void withAFreshStoreTheFirstCopyPassesAndTheNextIsKept() throws Exception {
        Mail first = released();
        post.clock.advance(Duration.ofMinutes(11));
        post.upkeep.run();
        Mail second = post.spooled().get(1);
        rows.inner = new InMemoryHeldStore();

        assertThat(passes(first)).isTrue();
        rows.inner = new InMemoryHeldStore();
        assertThat(passes(second)).as("it cannot be told").isFalse();

        assertThat(post.waiting())
                .singleElement()
                .satisfies(message -> assertThat(message.decision().reason()).contains("before the store was lost"));
        post.queue.clear();
        assertThat(post.held.release(post.waiting().get(0).id())).isTrue();
        assertThat(post.passed()).singleElement().satisfies(mail -> assertThat(mail.getName())
                .isEqualTo("Mail1"));
    }

    @Test
    void mailHeldByAnOlderVersionIsListedAndReleased() throws Exception {
        MailImpl mail = Mails.submitted("1777791003768-1b3c5d7f-0123456789abcdef01234567", "carol@example.net");
        Mails.put(mail, MailAttributes.ID, mail.getName());
        Mails.put(mail, MailAttributes.MAIL_NAME, "Mail7");
        Mails.put(mail, MailAttributes.ACCOUNT, "bob@example.org");
        Mails.put(mail, MailAttributes.HELD_AT, "2026-05-01T06:50:03.768Z");
        Mails.put(mail, MailAttributes.REASON, "old");
        repository.store(mail);
        post.upkeep.run();

        assertThat(post.waiting()).singleElement().satisfies(message -> {
            assertThat(message.heldAt()).isEqualTo("2026-05-01T06:50:03.768Z");
            assertThat(message.decision().reason()).isEqualTo("old");
            assertThat(message.decision().kind()).isEqualTo(HoldDecision.HeldKind.HELD);
        });
        assertThat(post.held.release(mail.getName())).isTrue();
        assertThat(post.passed()).singleElement().satisfies(passed -> assertThat(passed.getName())
                .isEqualTo("Mail7"));
    }

    @Test
    void mailTakenOutByHandNoLongerWaits() throws Exception {
        String id = held();
        repository.remove(new MailKey(id));

        assertThat(post.held.release(id)).isFalse();
        assertThat(post.spooled()).isEmpty();
        assertThat(post.waiting()).isEmpty();
    }

    @Test
    void mailTakenOutByHandIsStruckOffAndListedAgainWhenItReturns() throws Exception {
        String id = held();
        Mail mail = repository.retrieve(new MailKey(id));
        repository.remove(new MailKey(id));
        post.upkeep.run();
        assertThat(post.held.find(id).orElseThrow().state()).isEqualTo(HeldState.GONE);
        assertThat(post.waiting()).isEmpty();

        repository.store(mail);
        post.clock.advance(Duration.ofHours(1));
        post.upkeep.run();
        assertThat(post.waiting()).hasSize(1);
    }

    @Test
    void mailReprocessedByHandPassesOnceAndNotAfterItsRelease() throws Exception {
        String id = held();
        Mail reprocessed = repository.retrieve(new MailKey(id));
        Mail twice = repository.retrieve(new MailKey(id));
        assertThat(passes(reprocessed)).isTrue();
        assertThat(reprocessed.getName()).isEqualTo("Mail1");
        assertThat(MailAttributes.has(reprocessed, MailAttributes.ID)).isFalse();
        assertThat(post.waiting()).isEmpty();
        assertThat(post.held.release(id)).isFalse();

        MailAttributes.put(twice, MailAttributes.RELEASE, "another");
        assertThat(passes(twice)).isFalse();
    }

    @Test
    void deletedMailDoesNotPassHoweverItGotIntoTheSpool() throws Exception {
        String id = held();
        Mail reprocessed = repository.retrieve(new MailKey(id));
        assertThat(post.held.delete(id)).isTrue();

        assertThat(passes(reprocessed)).isFalse();
    }

    @Test
    void anotherNodeSendsWhatItHas() throws Exception {
        String id = held();
        Post other = new Post(new MemoryMailRepository(), new ForeignRows(rows).store());

        assertThat(other.held.release(id)).isTrue();
        assertThat(other.spooled()).isEmpty();
        assertThat(post.waiting()).isEmpty();

        other.upkeep.run();
        post.clock.advance(Duration.ofSeconds(3));
        post.upkeep.run();
        assertThat(post.passed()).hasSize(1);
    }

    /** The same rows, of which none is this node's. */
    private record ForeignRows(Rows rows) {
        HeldStore store() {
            HeldStore inner = rows.store();
            return (HeldStore) Proxy.newProxyInstance(
                    HeldStore.class.getClassLoader(),
                    new Class<?>[] {HeldStore.class},
                    (proxy, method, given) -> switch (method.getName()) {
                        case "find" ->
                            inner.find((String) given[0])
                                    .map(row -> new HeldRow(row.message(), false, row.alertedAt()));
                        case "mine" -> List.of();
                        default -> method.invoke(inner, given);
                    });
        }
    }

    @Test
    void quarantinedMailStaysWhereItIs() throws Exception {
        String id = held();

        assertThat(post.quarantine.moveToQuarantine(id, "look-alike link", Optional.of("i9")))
                .isTrue();
        assertThat(post.quarantine.moveToQuarantine("none", "x", Optional.empty()))
                .isFalse();

        HeldMessage message = post.held.find(id).orElseThrow();
        assertThat(message.decision().kind()).isEqualTo(HoldDecision.HeldKind.QUARANTINED);
        assertThat(message.decision().reason()).isEqualTo("look-alike link");
        assertThat(message.decision().incident()).contains("i9");
        assertThat(post.held.release(id)).isTrue();
        assertThat(post.passed()).hasSize(1);
    }
}

package io.mailwarden.mailet.rescan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.Journaled;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.rescan.MessageCopy;
import io.mailwarden.engine.response.rescan.MessageCopy.Treatment;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.RescanFinding;
import io.mailwarden.engine.response.rescan.RescanVerdict;
import io.mailwarden.engine.response.rescan.Retrieval;
import io.mailwarden.mailet.held.Quarantine;
import io.mailwarden.mailet.journal.MailJournal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory.MemoryCacheableMailQueue;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.junit.jupiter.api.Test;

class QueuedCopiesTest {

    private static final MailQueueName OUTGOING = MailQueueName.of("outgoing");
    private static final Account BOB = new Account("bob@example.org");
    private static final JournalEntry MESSAGE = Journaled.message(BOB, 1);

    private final MemoryMailQueueFactory factory = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory());
    private final MemoryCacheableMailQueue queue = factory.createQueue(OUTGOING);
    private final QueuedCopies copies = new QueuedCopies(new Queues(factory));
    private final List<String> kept = new ArrayList<>();
    private final List<MessageCopy> taken = new ArrayList<>();
    private final List<String> withdrawn = new ArrayList<>();
    private boolean delivering;
    private Optional<String> answer = Optional.of("q1");

    /** Notes what it is given; what it was asked to keep is in no queue before it was asked. */
    private final class Notes implements Quarantine {
        @Override
        public Optional<String> keep(Suspect suspect, MessageBytes content) {
            try {
                assertThat(queue.getSize()).isPositive();
                if (delivering) {
                    queue.clear();
                }
                kept.add(suspect.origin() + " " + suspect.recipients() + " "
                        + new String(content.open().readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return answer;
        }

        @Override
        public void withdraw(String id) {
            withdrawn.add(id);
        }

        @Override
        public boolean moveToQuarantine(String heldId, String reason, Optional<String> incident) {
            throw new AssertionError("nothing is held");
        }
    }

    private void queued(String name, String mark, String recipient) throws Exception {
        MailImpl mail = MailImpl.builder().name(name).sender("bob@example.org").build();
        mail.setRecipients(List.of(new MailAddress(recipient)));
        mail.setAttribute(new Attribute(MailJournal.MARK, AttributeValue.of(mark)));
        mail.setMessageNoCopy(new MimeMessageWrapper(MimeMessageInputStreamSource.create(
                name, new ByteArrayInputStream("Subject: x\r\n\r\ny\r\n".getBytes(StandardCharsets.UTF_8)))));
        queue.enQueue(mail, Duration.ofHours(1));
    }

    private List<MessageCopy> retrieve(boolean act) {
        Rescan rescan = Rescan.begin("p1", new Rescan.Scope("i1", BOB, "", act), Instant.EPOCH);
        RescanFinding finding = Journaled.finding("i1", "p1", MESSAGE, RescanVerdict.MALICIOUS);
        CopyRetrieval retrieval = new CopyRetrieval(rescan, List.of(finding), new Notes(), new Retrieval.Taking() {
            @Override
            public void of(String entry, MessageCopy copy) {
                taken.add(copy);
            }

            @Override
            public void undo(String entry, MessageCopy copy) {
                assertThat(taken.remove(copy)).isTrue();
            }
        });
        copies.retrieve(OUTGOING, retrieval);
        return retrieval.found(MESSAGE.id());
    }

    @Test
    void takesBackWhatWaitsAndNothingElse() throws Exception {
        queued("a-to-example.net", MESSAGE.id(), "carol@example.net");
        queued("b-to-example.net", Journaled.message(BOB, 2).id(), "dave@example.net");

        List<MessageCopy> found = retrieve(true);

        assertThat(found).extracting(MessageCopy::who).containsExactly("carol@example.net");
        assertThat(found).extracting(MessageCopy::treatment).containsExactly(Treatment.QUARANTINED);
        assertThat(taken).isEqualTo(found);
        assertThat(kept).singleElement().asString().contains("queue outgoing [carol@example.net] Subject: x");
        assertThat(queue.getSize()).isEqualTo(1);
    }

    // As a broker that lists what a consumer has.
    @Test
    void whatIsBeingDeliveredIsNotTakenAndNotKept() throws Exception {
        queued("a-to-example.net", MESSAGE.id(), "carol@example.net");
        delivering = true;

        List<MessageCopy> found = retrieve(true);

        assertThat(found).singleElement().satisfies(copy -> {
            assertThat(copy.place()).isEqualTo(MessageCopy.Location.LEFT);
            assertThat(copy.who()).isEqualTo("carol@example.net");
            assertThat(copy.treatment()).isEqualTo(Treatment.OUT_OF_REACH);
        });
        assertThat(taken).isEmpty();
        assertThat(withdrawn).containsExactly("q1");
    }

    @Test
    void onlyReportsWhenItMustNotAct() throws Exception {
        queued("a", MESSAGE.id(), "carol@example.net");

        assertThat(retrieve(false)).extracting(MessageCopy::treatment).containsExactly(Treatment.REPORTED);
        assertThat(queue.getSize()).isEqualTo(1);
        assertThat(kept).isEmpty();
    }

    @Test
    void leavesAloneWhatAnAdministratorReleased() throws Exception {
        queued("a", MESSAGE.id(), "carol@example.net");
        answer = Optional.empty();

        assertThat(retrieve(true)).extracting(MessageCopy::treatment).containsExactly(Treatment.RELEASED);
        assertThat(queue.getSize()).isEqualTo(1);
    }

    @Test
    void queueThatIsNotThereHasNothing() {
        CopyRetrieval retrieval = new CopyRetrieval(
                Rescan.begin("p1", new Rescan.Scope("i1", BOB, "", true), Instant.EPOCH),
                List.of(),
                new Notes(),
                (entry, copy) -> {});
        copies.retrieve(MailQueueName.of("none"), retrieval);

        assertThat(retrieval.all()).isEmpty();
    }
}

package io.mailwarden.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.verdict.Verdict;
import io.mailwarden.mailet.journal.MailJournal;
import io.mailwarden.mailet.journal.MessageIdentity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;

class OutboundJournalTest {

    private static final Account BOB = new Account("bob@example.org");

    private final Post post = new Post(new MemoryMailRepository());

    private List<JournalEntry> journaled() {
        return post.journal.entries().after(BOB, "", 100);
    }

    @Test
    void whatGoesOnIsKeptAndMarked() throws Exception {
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        post.outbound.service(mail);

        assertThat(journaled()).singleElement().satisfies(entry -> {
            assertThat(entry.id())
                    .isEqualTo(MailAttributes.text(mail, MailJournal.MARK).orElseThrow());
            assertThat(entry.messageId()).isEqualTo("<1@example.org>");
            assertThat(entry.summary().sender()).isEqualTo("bob@example.org");
            assertThat(entry.summary().recipients()).containsExactly("carol@example.net");
            assertThat(entry.summary().subject()).isEqualTo("Lunch?");
            assertThat(entry.hashes().digest())
                    .isEqualTo(MessageIdentity.of(new ByteArrayInputStream(Mails.TEXT.getBytes(StandardCharsets.UTF_8)))
                            .digest());
        });
        assertThat(post.bytes.count()).isEqualTo(1);
        assertThat(Mails.bytes(mail)).isEqualTo(Mails.TEXT);
    }

    @Test
    void allBytesAreIdentifiedHoweverLittleOfThemCouldBeUnderstood() throws Exception {
        StringBuilder deep = new StringBuilder("Message-ID: <2@example.org>\r\n");
        for (int depth = 0; depth < 30; depth++) {
            deep.append(String.format(
                    Locale.ROOT, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", depth, depth));
        }
        String text = deep + "Content-Type: text/plain\r\n\r\nhello\r\n";
        post.outbound.service(Mails.submittedText("Mail1", text, "carol@example.net"));

        assertThat(journaled()).singleElement().satisfies(entry -> assertThat(
                        entry.hashes().digest())
                .isEqualTo(MessageIdentity.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                        .digest()));
    }

    @Test
    void retriedMailIsKeptOnce() throws Exception {
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        post.outbound.service(mail);
        post.outbound.service(mail);
        post.outbound.service(MailImpl.duplicate(mail));

        assertThat(journaled()).hasSize(1);
    }

    @Test
    void heldMailIsKeptWhenItIsReleased() throws Exception {
        post.warden.answering(new Verdict.Hold(new Explanation("51 new recipients (limit 50)")));
        post.outbound.service(Mails.submitted("Mail1", "carol@example.net"));
        assertThat(journaled()).isEmpty();

        assertThat(post.held.release(post.waiting().get(0).id())).isTrue();
        Mail released = post.spooled().get(0);
        post.outbound.service(released);

        assertThat(journaled()).hasSize(1);
        assertThat(MailAttributes.has(released, MailJournal.MARK)).isTrue();
    }

    @Test
    void mailThatNobodySubmittedIsNotKept() throws Exception {
        post.outbound.service(Mails.from("stranger@example.net", "Mail1", Mails.TEXT, "bob@example.org"));

        assertThat(post.journal.entries().size().messages()).isZero();
    }

    @Test
    void mailGoesOnWhenTheJournalFails() throws Exception {
        post.bytes.breakDown(true);
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        post.outbound.service(mail);
        post.journal.flush();

        assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
        assertThat(post.alarms.standing()).extracting(Alarms.Alarm::cause).containsExactly(OutboundJournal.ALARM);
        assertThat(post.journal.open(journaled().get(0))).isEmpty();

        post.bytes.breakDown(false);
        post.outbound.service(Mails.submitted("Mail2", "carol@example.net"));
        post.journal.flush();
        assertThat(post.alarms.standing()).isEmpty();
    }
}

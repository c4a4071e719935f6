package io.mailwarden.mailet;

import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.mailet.SubmissionReader.ReadSubmission;
import io.mailwarden.mailet.journal.MailJournal;
import io.mailwarden.mailet.journal.MailJournal.MailRoute;
import io.mailwarden.mailet.journal.MessageIdentity;
import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;

/** Keeps mail that goes on in the sent journal, each once. Mail goes on whatever becomes of its copy. Thread-safe. */
final class OutboundJournal {

    /** Stands for a while after a sent message was not kept, until the next one is. */
    static final String ALARM = MailJournal.FAILED;

    private final MailJournal journal;
    private final Recipients recipients;
    private final Alarms alarms;

    @Inject
    OutboundJournal(MailJournal journal, Recipients recipients, Alarms alarms) {
        this.journal = journal;
        this.recipients = recipients;
        this.alarms = alarms;
    }

    /** Keeps it and marks it; what fails is an alarm. */
    void keep(Mail mail, ReadSubmission submission) {
        if (MailAttributes.has(mail, MailJournal.MARK)) {
            return;
        }
        try {
            Optional<MessageIdentity> identity = submission.identity();
            if (identity.isEmpty()) {
                identity = MailBytes.read(mail, MessageIdentity::of);
            }
            if (identity.isPresent()) {
                keep(mail, submission.message(), identity.get());
            }
        } catch (IOException | MessagingException | RuntimeException | LinkageError e) {
            alarms.happened(ALARM, "sent messages are not kept in the journal and cannot be scanned again", e);
        }
    }

    private void keep(Mail mail, Message message, MessageIdentity identity) throws IOException, MessagingException {
        // Whoever the re-scan and the notice have to find is who gets it, not the group that was written to.
        MailRoute route =
                new MailRoute(mail.getMaybeSender().asString(""), recipients.reached(Submission.recipients(mail)));
        MailBytes.read(mail, in -> journal.keep(message, route, identity, in))
                .ifPresent(id -> MailAttributes.put(mail, MailJournal.MARK, id));
    }
}

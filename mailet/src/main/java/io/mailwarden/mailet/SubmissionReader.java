package io.mailwarden.mailet;

import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Message.Content;
import io.mailwarden.mailet.journal.MessageDigester;
import io.mailwarden.mailet.journal.MessageIdentity;
import io.mailwarden.scanner.message.MessageReader;
import io.mailwarden.scanner.message.ReadMessage;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads submitted mail as the engine wants to know of it. Thread-safe. */
final class SubmissionReader {

    /**
     * A submission as it was read, or why it could not be.
     *
     * @param identity of all of its bytes; empty when they could not be read in one go
     * @param failure why nothing of its content could be; empty when it was
     */
    record ReadSubmission(Message message, Optional<MessageIdentity> identity, Optional<Throwable> failure) {}

    private static final Logger LOGGER = LoggerFactory.getLogger(SubmissionReader.class);

    private final MessageReader reader = new MessageReader();
    private final SuspectScan closerLook;
    private final GroupsOfDay groups;
    private final Clock clock;

    @Inject
    SubmissionReader(SuspectScan closerLook, GroupsOfDay groups, Clock clock) {
        this.closerLook = closerLook;
        this.groups = groups;
        this.clock = clock;
    }

    /** Reads and, where something stands against its account, scans it. */
    ReadSubmission read(Mail mail, Submission submission) {
        int members = members(mail, submission);
        MessageDigester digester = MessageDigester.ofSubmission();
        try {
            Content content = content(mail, digester);
            Message message = submission.message(clock.instant(), mail, members, content);
            Content scanned = content.scanned(ScannerHeaders.of(mail).or(() -> closerLook.at(mail, message.account())));
            return new ReadSubmission(
                    submission.message(message.at(), mail, members, scanned),
                    Optional.of(digester.identity()),
                    Optional.empty());
        } catch (IOException | MessagingException | RuntimeException | LinkageError e) {
            Message unread = submission.message(clock.instant(), mail, members, Content.UNREADABLE);
            return new ReadSubmission(unread, Optional.empty(), Optional.of(e));
        }
    }

    // A message is judged whatever becomes of this.
    private int members(Mail mail, Submission submission) {
        try {
            return groups.members(submission.account(), Submission.recipients(mail));
        } catch (RuntimeException | LinkageError e) {
            LOGGER.warn("mail {} is judged without the members of its groups", mail.getName(), e);
            return 0;
        }
    }

    private Content content(Mail mail, MessageDigester digester) throws IOException, MessagingException {
        Optional<ReadMessage> reading = MailBytes.read(mail, in -> reader.read(new DigestedStream(in, digester)));
        reading.flatMap(ReadMessage::problem)
                .ifPresent(problem -> LOGGER.info("mail {} was read in part only: {}", mail.getName(), problem));
        return reading.map(ReadMessage::content).orElse(Content.UNREADABLE);
    }
}

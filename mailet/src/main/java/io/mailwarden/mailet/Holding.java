package io.mailwarden.mailet;

import io.mailwarden.engine.event.Message;
import io.mailwarden.mailet.held.HeldMailRelease;
import io.mailwarden.mailet.held.RepositoryHeldMail;
import io.mailwarden.mailet.held.Spool;
import java.time.Duration;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes mails out of James's hands, and back: whatever fails here, what must not pass does not. Thread-safe. */
final class Holding {

    private static final Logger LOGGER = LoggerFactory.getLogger(Holding.class);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final RepositoryHeldMail held;
    private final Spool spool;

    /**
     * Why a mail is held.
     *
     * @param text in words
     * @param incident because of which; empty when there is none
     */
    record HoldReason(String text, Optional<String> incident) {}

    @Inject
    Holding(RepositoryHeldMail held, Spool spool) {
        this.held = held;
        this.spool = spool;
    }

    /** Decides of a mail that came out of a repository of held mail: true when it goes on. */
    boolean arrive(Mail mail) {
        try {
            boolean passes = held.arrive(mail) == HeldMailRelease.Arrival.PASSES;
            if (!passes) {
                mail.setState(Mail.GHOST);
            }
            return passes;
        } catch (RuntimeException | LinkageError e) {
            LOGGER.warn("released mail {} waits: it cannot be told whether it passed before", mail.getName(), e);
            if (held.comesAgain(mail)) {
                mail.setState(Mail.GHOST);
            } else {
                waitInSpool(mail);
            }
            return false;
        }
    }

    /** Holds the mail. That it is held was decided: what fails here is no failure of judging, and it does not pass. */
    void hold(Mail mail, Message message, HoldReason reason) {
        try {
            held.hold(mail, message, reason.text(), reason.incident());
            mail.setState(Mail.GHOST);
        } catch (RuntimeException | LinkageError e) {
            LOGGER.warn("mail {} waits, it could not be held yet: {}", mail.getName(), reason.text(), e);
            MailAttributes.put(mail, MailAttributes.WAITING, reason.text());
            reason.incident().ifPresent(incident -> MailAttributes.put(mail, MailAttributes.INCIDENT, incident));
            waitInSpool(mail);
        }
    }

    private void waitInSpool(Mail mail) {
        try {
            spool.addLater(mail, RETRY_AFTER);
            mail.setState(Mail.GHOST);
        } catch (MessagingException | RuntimeException e) {
            LOGGER.error("mail {} goes to processor error: it can neither be held nor wait", mail.getName(), e);
            mail.setErrorMessage("Mailwarden could not hold this message");
            mail.setState(Mail.ERROR);
        }
    }
}

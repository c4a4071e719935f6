package io.mailwarden.mailet;

import io.mailwarden.engine.Warden;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.verdict.Verdict;
import io.mailwarden.mailet.SubmissionReader.ReadSubmission;
import io.mailwarden.mailet.held.HeldMailRelease;
import io.mailwarden.mailet.held.HoldSettings;
import io.mailwarden.mailet.held.RepositoryHeldMail;
import io.mailwarden.mailet.held.Spool;
import java.time.Duration;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows every message that an authenticated account submits to the {@link Warden}, once, and holds it when so told. It
 * belongs first into processor root, with matcher All; it knows by itself what was submitted. Mail from outside,
 * bounces and what James sends itself pass untouched, and the message is never changed.
 *
 * <p>What goes on is kept in the sent journal first; what was held, when it is released.
 *
 * <p>What comes out of a repository of held mail passes once, however often it is put into the spool (ADR 17).
 *
 * <p>A held mail goes to the repository of {@link HoldSettings}, or into a folder of this node where that does not take
 * it, and ends here: no bounce, nothing leaves, whatever the failure policy says of messages that could not be judged
 * (ADR 30). When neither takes it, it goes back into the spool, to try again in a minute; when not even the spool does,
 * to James's processor error, which keeps it and, as James ships it, tells the sender. Nothing is thrown into James.
 * Thread-safe.
 */
public final class Outbound extends GenericMailet {

    private static final Logger LOGGER = LoggerFactory.getLogger(Outbound.class);
    private static final Verdict.Visitor<Optional<HoldReason>> WHY_HELD = new WhyHeld();
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final Warden warden;
    private final RepositoryHeldMail held;
    private final RecentVerdicts recentVerdicts;
    private final Spool spool;
    private final OutboundJournal journal;
    private final SubmissionReader messages;

    @Inject
    Outbound(
            Warden warden,
            RepositoryHeldMail held,
            RecentVerdicts recentVerdicts,
            Spool spool,
            OutboundJournal journal,
            SubmissionReader messages) {
        this.warden = warden;
        this.held = held;
        this.recentVerdicts = recentVerdicts;
        this.spool = spool;
        this.journal = journal;
        this.messages = messages;
    }

    @Override
    public String getMailetInfo() {
        return "Mailwarden: assesses outbound mail";
    }

    @Override
    public void service(Mail mail) {
        try {
            if (HeldMailRelease.concerns(mail)) {
                arrive(mail);
                return;
            }
            Optional<Submission> submission = Submission.of(mail);
            if (submission.isPresent() && !MailAttributes.has(mail, MailAttributes.RELEASED)) {
                serve(mail, submission.get());
            }
        } catch (RuntimeException | LinkageError e) {
            // Only what no policy can answer comes here: there is no account to ask for, or the answer itself failed.
            LOGGER.error("mail {} passes, it could not be assessed", mail.getName(), e);
        }
    }

    // Out of a repository: whatever fails here, it must not pass.
    private void arrive(Mail mail) {
        try {
            if (held.arrive(mail) == HeldMailRelease.Arrival.ENDS) {
                mail.setState(Mail.GHOST);
                return;
            }
        } catch (RuntimeException | LinkageError e) {
            LOGGER.warn("released mail {} waits: it cannot be told whether it passed before", mail.getName(), e);
            if (held.comesAgain(mail)) {
                mail.setState(Mail.GHOST);
            } else {
                waitInSpool(mail);
            }
            return;
        }
        Submission.of(mail).ifPresent(submission -> journal.keep(mail, messages.read(mail, submission)));
    }

    private void serve(Mail mail, Submission submission) {
        Optional<String> waiting = MailAttributes.text(mail, MailAttributes.WAITING);
        if (waiting.isPresent()) {
            Optional<String> incident = MailAttributes.text(mail, MailAttributes.INCIDENT);
            hold(mail, messages.read(mail, submission), new HoldReason(waiting.get(), incident));
        } else if (!MailAttributes.has(mail, MailAttributes.SEEN)) {
            ReadSubmission read = messages.read(mail, submission);
            Verdict verdict = assess(mail, read);
            MailAttributes.put(mail, MailAttributes.SEEN, verdict.label());
            Optional<HoldReason> reason = verdict.accept(WHY_HELD);
            reason.ifPresentOrElse(why -> hold(mail, read, why), () -> journal.keep(mail, read));
        }
    }

    private Verdict assess(Mail mail, ReadSubmission read) {
        Message message = read.message();
        try {
            Verdict verdict = recentVerdicts.once(mail.getName(), message.account(), () -> warden.assess(message));
            boolean blind = read.failure().isPresent() && verdict.passes();
            return blind
                    ? warden.failed(
                            message, "message-unreadable", read.failure().get())
                    : verdict;
        } catch (RuntimeException | LinkageError e) {
            return warden.failed(message, "outbound-failed", e);
        }
    }

    private record HoldReason(String text, Optional<String> incident) {}

    /** Why a message is held; empty when it leaves. */
    private static final class WhyHeld implements Verdict.Visitor<Optional<HoldReason>> {

        @Override
        public Optional<HoldReason> allow(Verdict.Allow allow) {
            return Optional.empty();
        }

        @Override
        public Optional<HoldReason> hold(Verdict.Hold hold) {
            return Optional.of(new HoldReason(hold.explanation().text(), hold.incident()));
        }

        // Never the answer to a message; should it be, nothing leaves.
        @Override
        public Optional<HoldReason> reject(Verdict.Reject reject) {
            return Optional.of(new HoldReason(reject.explanation().text(), Optional.empty()));
        }
    }

    // That it is held was decided: what fails here is no failure of judging, and no reason to let it go.
    private void hold(Mail mail, ReadSubmission read, HoldReason reason) {
        try {
            held.hold(mail, read.message(), reason.text(), reason.incident());
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

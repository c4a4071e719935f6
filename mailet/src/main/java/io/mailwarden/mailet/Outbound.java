package io.mailwarden.mailet;

import io.mailwarden.engine.Warden;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.verdict.Verdict;
import io.mailwarden.mailet.Holding.HoldReason;
import io.mailwarden.mailet.SubmissionReader.ReadSubmission;
import io.mailwarden.mailet.held.HeldMailRelease;
import io.mailwarden.mailet.held.HoldSettings;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows every message that an authenticated account submits to the {@link Warden}, once, and holds it when so told. It
 * belongs first into processor root, with matcher All; it knows by itself what was submitted. Mail from outside,
 * bounces and what James sends itself pass untouched, and the message is never changed.
 *
 * <p>What a blocked account's own forwards and redirects send out is held, too: {@link BlockedForwards}.
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
    private static final HoldReason FORWARDED =
            new HoldReason("the account's own rule sends it on, and the account is blocked", Optional.empty());

    private final Warden warden;
    private final Holding holding;
    private final RecentVerdicts recentVerdicts;
    private final OutboundJournal journal;
    private final SubmissionReader messages;
    private final BlockedForwards forwards;

    @Inject
    Outbound(
            Warden warden,
            Holding holding,
            RecentVerdicts recentVerdicts,
            OutboundJournal journal,
            SubmissionReader messages,
            BlockedForwards forwards) {
        this.warden = warden;
        this.holding = holding;
        this.recentVerdicts = recentVerdicts;
        this.journal = journal;
        this.messages = messages;
        this.forwards = forwards;
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
            if (!MailAttributes.has(mail, MailAttributes.RELEASED)) {
                Optional<Account> forwarding = forwarding(mail);
                if (forwarding.isPresent()) {
                    holdForward(mail, forwarding.get());
                    return;
                }
                Submission.of(mail).ifPresent(submission -> serve(mail, submission));
            }
        } catch (RuntimeException | LinkageError e) {
            // Only what no policy can answer comes here: there is no account to ask for, or the answer itself failed.
            LOGGER.error("mail {} passes, it could not be assessed", mail.getName(), e);
        }
    }

    private void arrive(Mail mail) {
        if (holding.arrive(mail)) {
            Submission.of(mail).ifPresent(submission -> journal.keep(mail, messages.read(mail, submission)));
        }
    }

    // What fails here must not keep a submitted message from being judged.
    private Optional<Account> forwarding(Mail mail) {
        try {
            Optional<Account> forwarding = forwards.of(mail);
            forwards.note(mail);
            return forwarding;
        } catch (RuntimeException | LinkageError e) {
            LOGGER.warn("it cannot be told whether mail {} is a forward of a blocked account", mail.getName(), e);
            return Optional.empty();
        }
    }

    // Nobody submitted it, so nobody is judged by it.
    private void holdForward(Mail mail, Account account) {
        Optional<String> waiting = MailAttributes.text(mail, MailAttributes.WAITING);
        HoldReason reason =
                waiting.map(text -> new HoldReason(text, Optional.empty())).orElse(FORWARDED);
        holding.hold(
                mail,
                messages.read(mail, new Submission(account, Optional.empty())).message(),
                reason);
    }

    private void serve(Mail mail, Submission submission) {
        Optional<String> waiting = MailAttributes.text(mail, MailAttributes.WAITING);
        if (waiting.isPresent()) {
            Optional<String> incident = MailAttributes.text(mail, MailAttributes.INCIDENT);
            holding.hold(mail, messages.read(mail, submission).message(), new HoldReason(waiting.get(), incident));
        } else if (!MailAttributes.has(mail, MailAttributes.SEEN)) {
            ReadSubmission read = messages.read(mail, submission);
            Verdict verdict = assess(mail, read);
            MailAttributes.put(mail, MailAttributes.SEEN, verdict.label());
            Optional<HoldReason> reason = verdict.accept(WHY_HELD);
            reason.ifPresentOrElse(why -> holding.hold(mail, read.message(), why), () -> journal.keep(mail, read));
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
}

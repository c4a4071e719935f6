package io.mailwarden.mailet.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision.HeldKind;
import io.mailwarden.mailet.MailAttributes;
import io.mailwarden.mailet.Submission;
import java.time.Instant;
import java.util.Optional;
import org.apache.mailet.Mail;

/** What a mail in a repository says of itself, so that its row can be made again of it. */
final class HeldMailAttributes {

    private HeldMailAttributes() {}

    static void write(Mail mail, HeldMessage message) {
        mail.removeAttribute(MailAttributes.WAITING);
        mail.removeAttribute(MailAttributes.RELEASE);
        MailAttributes.put(mail, MailAttributes.ID, message.id());
        MailAttributes.put(mail, MailAttributes.ACCOUNT, message.account().name());
        MailAttributes.put(mail, MailAttributes.HELD_AT, message.heldAt().toString());
        MailAttributes.put(mail, MailAttributes.REASON, message.decision().reason());
        MailAttributes.put(mail, MailAttributes.SUBJECT, message.summary().subject());
        MailAttributes.put(
                mail, MailAttributes.BYTES, Long.toString(message.summary().bytes()));
        MailAttributes.put(mail, MailAttributes.KIND, message.decision().kind().label());
        MailAttributes.put(mail, MailAttributes.ORIGIN, message.origin());
        message.decision()
                .incident()
                .ifPresent(incident -> MailAttributes.put(mail, MailAttributes.INCIDENT, incident));
    }

    /** The message, waiting; empty when the mail does not say whose it is. */
    static Optional<HeldMessage> read(Mail mail, HeldId id) {
        return MailAttributes.text(mail, MailAttributes.ACCOUNT)
                .flatMap(Account::tryOf)
                .map(account -> new HeldMessage(
                        new HeldMessage.Key(account, id.value()),
                        HeldState.WAITING,
                        MailAttributes.text(mail, MailAttributes.HELD_AT)
                                .map(Instant::parse)
                                .orElse(Instant.EPOCH),
                        new MessageSummary(
                                sender(mail),
                                Submission.recipients(mail),
                                MailAttributes.text(mail, MailAttributes.SUBJECT)
                                        .orElse(""),
                                MailAttributes.text(mail, MailAttributes.BYTES)
                                        .map(Long::parseLong)
                                        .orElse(0L)),
                        new HoldDecision(
                                MailAttributes.text(mail, MailAttributes.KIND)
                                        .filter(HeldKind.QUARANTINED.label()::equals)
                                        .map(label -> HeldKind.QUARANTINED)
                                        .orElse(HeldKind.HELD),
                                MailAttributes.text(mail, MailAttributes.REASON).orElse(""),
                                MailAttributes.text(mail, MailAttributes.INCIDENT)),
                        MailAttributes.text(mail, MailAttributes.ORIGIN).orElse(HeldMessage.SUBMITTED),
                        Optional.empty()));
    }

    static String sender(Mail mail) {
        return mail.getMaybeSender()
                .asOptional()
                .map(sender -> sender.asString())
                .orElse("");
    }
}

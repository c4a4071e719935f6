package io.mailwarden.mailet.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.Kind;
import io.mailwarden.engine.response.held.HeldMessage.State;
import io.mailwarden.mailet.Marks;
import io.mailwarden.mailet.Submission;
import java.time.Instant;
import java.util.Optional;
import org.apache.mailet.Mail;

/** What a mail in a repository says of itself, so that its row can be made again of it. */
final class HeldMarks {

    private HeldMarks() {}

    static void write(Mail mail, HeldMessage message) {
        mail.removeAttribute(Marks.WAITING);
        mail.removeAttribute(Marks.RELEASE);
        Marks.put(mail, Marks.ID, message.id());
        Marks.put(mail, Marks.ACCOUNT, message.account().name());
        Marks.put(mail, Marks.HELD_AT, message.heldAt().toString());
        Marks.put(mail, Marks.REASON, message.reason());
        Marks.put(mail, Marks.SUBJECT, message.subject());
        Marks.put(mail, Marks.BYTES, Long.toString(message.bytes()));
        Marks.put(mail, Marks.KIND, message.kind().label());
        Marks.put(mail, Marks.ORIGIN, message.origin());
        message.incident().ifPresent(incident -> Marks.put(mail, Marks.INCIDENT, incident));
    }

    /** The message, waiting; empty when the mail does not say whose it is. */
    static Optional<HeldMessage> read(Mail mail, HeldId id) {
        return Marks.text(mail, Marks.ACCOUNT)
                .flatMap(Account::tryOf)
                .map(account -> new HeldMessage(
                        id.value(),
                        account,
                        Marks.text(mail, Marks.KIND)
                                .filter(Kind.QUARANTINED.label()::equals)
                                .map(label -> Kind.QUARANTINED)
                                .orElse(Kind.HELD),
                        State.WAITING,
                        Marks.text(mail, Marks.HELD_AT).map(Instant::parse).orElse(Instant.EPOCH),
                        sender(mail),
                        Submission.recipients(mail),
                        Marks.text(mail, Marks.SUBJECT).orElse(""),
                        Marks.text(mail, Marks.BYTES).map(Long::parseLong).orElse(0L),
                        Marks.text(mail, Marks.REASON).orElse(""),
                        Marks.text(mail, Marks.INCIDENT),
                        Marks.text(mail, Marks.ORIGIN).orElse(HeldMessage.SUBMITTED),
                        Optional.empty()));
    }

    static String sender(Mail mail) {
        return mail.getMaybeSender()
                .asOptional()
                .map(sender -> sender.asString())
                .orElse("");
    }
}

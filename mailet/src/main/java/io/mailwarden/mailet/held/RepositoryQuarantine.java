package io.mailwarden.mailet.held;

import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision.HeldKind;
import io.mailwarden.engine.response.held.HeldRow;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.mailet.MailAttributes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/** The quarantine in a mail repository of James. Thread-safe. */
@Singleton
public final class RepositoryQuarantine implements Quarantine {

    private final HeldStore store;
    private final HeldRepository repository;
    private final Clock clock;

    @Inject
    public RepositoryQuarantine(HeldStore store, HeldRepository repository, Clock clock) {
        this.store = store;
        this.repository = repository;
        this.clock = clock;
    }

    @Override
    public Optional<String> keep(Suspect suspect, MessageBytes content) {
        return keep(suspect, id -> {
            MailImpl mail = MailImpl.builder()
                    .name(id.value())
                    .sender(MaybeSender.getMailSender(suspect.sender()))
                    .build();
            try (InputStream in = content.open()) {
                mail.setMessageNoCopy(new MimeMessageWrapper(MimeMessageInputStreamSource.create(id.value(), in)));
            }
            // Without it, James would not carry it out of the house again.
            mail.setAttribute(new Attribute(
                    Mail.SMTP_AUTH_USER, AttributeValue.of(suspect.account().name())));
            return mail;
        });
    }

    /** As {@link #keep(Suspect, MessageBytes)}, of a mail that James has, with all its attributes. */
    Optional<String> keep(Suspect suspect, Mail original) {
        return keep(suspect, id -> MailImpl.duplicate(original));
    }

    private interface MailSource {
        MailImpl copy(HeldId id) throws MessagingException, IOException;
    }

    private Optional<String> keep(Suspect suspect, MailSource source) {
        HeldId id = HeldId.ofCopy(suspect.key());
        Optional<HeldRow> before = store.find(id.value());
        if (before.isEmpty()) {
            HeldMessage message = keepNew(id, suspect, source);
            store.add(message, clock.instant());
            return Optional.of(id.value());
        }
        return before.map(row -> row.message().state())
                .filter(state -> state != HeldState.RELEASED && state != HeldState.RELEASING)
                .map(state -> id.value());
    }

    private HeldMessage keepNew(HeldId id, Suspect suspect, MailSource source) {
        MailImpl mail = null;
        try {
            mail = source.copy(id);
            mail.setName(id.value());
            mail.setState(Mail.DEFAULT);
            mail.setRecipients(addresses(suspect.recipients()));
            MailAttributes.removeHeld(mail);
            HeldMessage message = describe(id, suspect, mail.getMessageSize());
            HeldMailAttributes.write(mail, message);
            repository.store(id, mail);
            return message;
        } catch (MessagingException | IOException e) {
            throw new StoreUnavailable("keep suspect " + suspect.key(), e);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    private static List<MailAddress> addresses(List<String> texts) throws MessagingException {
        List<MailAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            addresses.add(new MailAddress(text));
        }
        return addresses;
    }

    private HeldMessage describe(HeldId id, Suspect suspect, long bytes) {
        return new HeldMessage(
                new HeldMessage.Key(suspect.account(), id.value()),
                HeldState.WAITING,
                clock.instant(),
                new MessageSummary(suspect.sender(), suspect.recipients(), suspect.subject(), bytes),
                new HoldDecision(HeldKind.QUARANTINED, suspect.reason(), suspect.incident()),
                suspect.origin(),
                Optional.empty());
    }

    @Override
    public void withdraw(String id) {
        store.find(id)
                .map(row -> row.message().key())
                .filter(key -> store.move(key, HeldState.WAITING, HeldState.DELETED, clock.instant()))
                .ifPresent(key -> {
                    repository.remove(new HeldId(id));
                    store.forget(key);
                });
    }

    @Override
    public boolean moveToQuarantine(String heldId, String reason, Optional<String> incident) {
        return store.find(heldId)
                .filter(row -> store.moveToQuarantine(row.message().key(), reason, incident))
                .isPresent();
    }
}

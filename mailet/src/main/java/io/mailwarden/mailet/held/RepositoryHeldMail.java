package io.mailwarden.mailet.held;

import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.response.held.HeldMail;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision.HeldKind;
import io.mailwarden.engine.response.held.HeldPreview;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.response.held.HeldRow;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.mailet.MailAttributes;
import io.mailwarden.mailet.MailBytes;
import io.mailwarden.mailet.Submission;
import io.mailwarden.scanner.message.PreviewReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.mailet.Mail;

/**
 * Held mail: the messages in James's mail repositories, what is known of them in the store. A list reads rows alone.
 * Thread-safe, and of two nodes that decide at once one does.
 */
@Singleton
public final class RepositoryHeldMail implements HeldMail {

    private static final String NOT_LISTED = "held-mail-not-listed";
    private static final int PAGE = 500;

    private final HeldStore store;
    private final HeldMailReconciler inventory;
    private final HeldMailRelease releases;
    private final HoldSettings settings;
    private final Alarms alarms;
    private final Clock clock;

    @Inject
    public RepositoryHeldMail(
            HeldStore store,
            HeldMailReconciler inventory,
            HeldMailRelease releases,
            HoldSettings settings,
            Alarms alarms,
            Clock clock) {
        this.store = store;
        this.inventory = inventory;
        this.releases = releases;
        this.settings = settings;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * Keeps the mail, which is as it was afterwards; once, however often a queue hands it out. Throws
     * {@link StoreUnavailable} when neither its repository nor the folder of this node takes it, and nothing of it
     * stays there; when only the row cannot be written it is held nevertheless, and shows later.
     */
    public void hold(Mail mail, Message message, String reason, Optional<String> incident) {
        HeldId id = HeldId.of(mail.getName(), message);
        HeldMessage held = describe(id, mail, message, reason, incident);
        String name = mail.getName();
        try {
            HeldMailAttributes.write(mail, held);
            MailAttributes.put(mail, MailAttributes.MAIL_NAME, name);
            mail.setName(id.value());
            inventory.keep(id, mail);
        } finally {
            mail.setName(name);
            MailAttributes.removeHeld(mail);
        }
        list(held);
    }

    private HeldMessage describe(HeldId id, Mail mail, Message message, String reason, Optional<String> incident) {
        return new HeldMessage(
                new HeldMessage.Key(message.account(), id.value()),
                HeldState.WAITING,
                clock.instant(),
                new MessageSummary(
                        HeldMailAttributes.sender(mail),
                        Submission.recipients(mail),
                        message.content().subject(),
                        message.content().bytes()),
                new HoldDecision(HeldKind.HELD, reason, incident),
                HeldMessage.SUBMITTED,
                Optional.empty());
    }

    private void list(HeldMessage held) {
        try {
            if (!store.add(held, clock.instant())) {
                settle(held);
            }
            alarms.clear(NOT_LISTED);
        } catch (StoreUnavailable e) {
            inventory.soon();
            alarms.raise(NOT_LISTED, "held mail is kept, and shows when the store is back", e);
        }
    }

    // A queue gave back what was held before.
    private void settle(HeldMessage held) {
        Optional<HeldState> state =
                store.find(held.id()).map(row -> row.message().state());
        if (state.filter(one -> one == HeldState.RELEASED || one == HeldState.DELETED || one == HeldState.EXPIRED)
                .isPresent()) {
            inventory.remove(new HeldId(held.id()));
        }
    }

    /** What becomes of a mail that came out of a repository; throws StoreUnavailable when that cannot be told. */
    public HeldMailRelease.Arrival arrive(Mail mail) {
        return releases.arrive(mail);
    }

    /**
     * Of a mail for which {@link #arrive} threw: whether it is certain to come again when that can be told, so that it
     * need not wait where it is.
     */
    public boolean comesAgain(Mail mail) {
        return releases.comesAgain(mail);
    }

    @Override
    public Page<HeldMessage> search(HeldQuery query) {
        Page<HeldRow> rows = store.search(query);
        return new Page<>(rows.items().stream().map(this::show).toList(), rows.nextCursor());
    }

    @Override
    public Optional<HeldMessage> find(String id) {
        return row(id).map(this::show);
    }

    private HeldMessage show(HeldRow row) {
        boolean waits = row.message().state() == HeldState.WAITING;
        return row.message().expiring(waits ? settings.terms().end(row) : Optional.empty());
    }

    @Override
    public Optional<InputStream> open(String id) {
        return read(id, bytes -> bytes);
    }

    @Override
    public Optional<HeldPreview> preview(String id) {
        return read(id, new PreviewReader()::read);
    }

    private <T> Optional<T> read(String text, MailBytes.Reader<T> reader) {
        Optional<HeldId> id = row(text).flatMap(row -> HeldId.parse(text));
        try {
            Optional<InputStream> bytes = id.isEmpty() ? Optional.empty() : inventory.open(id.get());
            return bytes.isEmpty() ? Optional.empty() : Optional.of(reader.read(bytes.get()));
        } catch (IOException e) {
            throw new StoreUnavailable("read the held message", e);
        }
    }

    private Optional<HeldRow> row(String text) {
        return HeldId.parse(text).flatMap(id -> {
            Optional<HeldRow> row = store.find(text);
            return row.isPresent() || inventory.adopt(id).isEmpty() ? row : store.find(text);
        });
    }

    @Override
    public long count(DomainFilter domains) {
        return store.count(domains);
    }

    @Override
    public boolean release(String id) {
        Optional<HeldRow> row = taken(id, HeldState.RELEASING);
        return row.isPresent() && send(row.get());
    }

    // Those that this one took from waiting to the state.
    private Optional<HeldRow> taken(String id, HeldState next) {
        return row(id).filter(row -> store.move(row.message().key(), HeldState.WAITING, next, clock.instant()));
    }

    private boolean send(HeldRow row) {
        try {
            // What another node has, it sends.
            return releases.send(row.message())
                    || !row.mine()
                    || releases.gone(row.message().key());
        } catch (StoreUnavailable e) {
            takeBack(row, e);
            throw e;
        }
    }

    private void takeBack(HeldRow row, StoreUnavailable why) {
        try {
            store.move(row.message().key(), HeldState.RELEASING, HeldState.WAITING, clock.instant());
        } catch (StoreUnavailable e) {
            why.addSuppressed(e); // Then the upkeep sends it.
        }
    }

    @Override
    public long releaseAll(String incident) {
        long count = store.releaseAll(incident, clock.instant());
        releases.sendAll();
        return count;
    }

    @Override
    public boolean delete(String id) {
        Optional<HeldRow> row = taken(id, HeldState.DELETED);
        row.ifPresent(one -> inventory.remove(new HeldId(one.message().id())));
        return row.isPresent();
    }

    @Override
    public long deleteAll(String incident) {
        long deleted = 0;
        Page<HeldRow> page;
        do {
            page = store.search(HeldQuery.ofIncident(incident, PAGE));
            for (HeldRow row : page.items()) {
                deleted += delete(row.message().id()) ? 1 : 0;
            }
        } while (page.nextCursor().isPresent());
        return deleted;
    }
}

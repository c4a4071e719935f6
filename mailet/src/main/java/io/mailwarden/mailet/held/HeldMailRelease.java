package io.mailwarden.mailet.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldMessage.Key;
import io.mailwarden.engine.response.held.HeldRow;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.response.held.HeldStore.Claim;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.mailet.MailAttributes;
import io.mailwarden.mailet.Outbound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a released message: into the spool as often as it takes, past {@link Outbound} once, and only then out of
 * the repository (ADR 17). Thread-safe.
 */
@Singleton
public final class HeldMailRelease {

    private static final Logger LOGGER = LoggerFactory.getLogger(HeldMailRelease.class);

    // A spool that has not come to a mail after that time has lost it, or is so slow that another copy does no harm.
    private static final Duration LOST_AFTER = Duration.ofMinutes(10);

    // Whoever decided it puts it into the spool himself; this is for whoever cannot.
    private static final Duration LEFT_AFTER = Duration.ofSeconds(2);

    private static final int MOST = 5_000;
    private static final int MOST_FAILURES = 10;

    // Of mail that somebody put into the spool past Mailwarden.
    private static final String PAST = "past";

    /** What becomes of a mail that came out of a repository. */
    public enum Arrival {
        /** It goes on. */
        PASSES,
        /** It ends here: another copy passed, or it is kept. */
        ENDS
    }

    private final HeldRepository repository;
    private final HeldStore store;
    private final HeldMailReconciler inventory;
    private final Spool spool;
    private final Clock clock;
    private final Instant started;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Set<String> interrupted = ConcurrentHashMap.newKeySet();

    @Inject
    public HeldMailRelease(
            HeldRepository repository, HeldStore store, HeldMailReconciler inventory, Spool spool, Clock clock) {
        this.repository = repository;
        this.store = store;
        this.inventory = inventory;
        this.spool = spool;
        this.clock = clock;
        started = clock.instant();
    }

    /**
     * Puts a message in {@link HeldState#RELEASING} into the spool. Throws {@link StoreUnavailable} when repository or
     * spool cannot be reached; the spool may have it nevertheless.
     *
     * @return false when it is not in this node's repository
     */
    boolean send(HeldMessage message) {
        if (!underWay.add(message.id())) {
            return true;
        }
        try {
            Optional<Mail> mail = repository.retrieve(new HeldId(message.id()));
            mail.ifPresent(found -> spool(found, message));
            return mail.isPresent();
        } finally {
            underWay.remove(message.id());
        }
    }

    private void spool(Mail mail, HeldMessage message) {
        try {
            MailAttributes.put(mail, MailAttributes.RELEASE, UUID.randomUUID().toString());
            MailAttributes.text(mail, MailAttributes.MAIL_NAME).ifPresent(mail::setName);
            if (mail.getState() == null || mail.getState().equals(Mail.GHOST)) {
                mail.setState(Mail.DEFAULT);
            }
            // From the state where it was held: what it had passed is not repeated, what it had not is not left out.
            spool.add(mail);
        } catch (MessagingException | RuntimeException e) {
            throw new StoreUnavailable("send held message " + message.id(), e);
        } finally {
            LifecycleUtil.dispose(mail);
        }
        try {
            store.sent(message.key(), clock.instant());
        } catch (StoreUnavailable e) {
            LOGGER.info("message {} will be sent again; one of the copies passes", message.id(), e);
        }
    }

    /** Sends what was interrupted, what another node decided, and what the spool seems to have lost. */
    void sendLeft() {
        sendInterrupted();
        sendLeft(clock.instant().minus(LEFT_AFTER));
    }

    /** Sends all that was not sent so far. */
    void sendAll() {
        sendLeft(clock.instant().plus(LEFT_AFTER));
    }

    private void sendLeft(Instant releasedBefore) {
        Instant lost = clock.instant().minus(LOST_AFTER);
        Instant sentBefore = lost.isAfter(started) ? lost : started;
        int sent;
        List<HeldRow> left;
        do {
            left = store.unsent(releasedBefore, sentBefore, MOST);
            sent = send(left);
        } while (sent > 0 && left.size() == MOST);
    }

    private int send(List<HeldRow> rows) {
        int sent = 0;
        int failures = 0;
        for (HeldRow row : rows) {
            try {
                if (send(row.message())) {
                    sent++;
                } else if (row.mine()) {
                    gone(row.message().key());
                }
            } catch (StoreUnavailable e) {
                failures++;
                if (failures == MOST_FAILURES || rows.size() == failures) {
                    throw e;
                }
                LOGGER.warn("released message {} is sent later", row.message().id(), e);
            }
        }
        return sent;
    }

    /** Notes that a message that was to be sent is not there; whether it passed before. */
    boolean gone(Key key) {
        return !store.move(key, HeldState.RELEASING, HeldState.GONE, clock.instant())
                && store.find(key.id())
                        .filter(row -> row.message().state() == HeldState.RELEASED)
                        .isPresent();
    }

    /** Whether the mail comes out of a repository of held mail. */
    public static boolean concerns(Mail mail) {
        return MailAttributes.has(mail, MailAttributes.ID);
    }

    /**
     * Decides of a mail that came out of a repository: of all copies of one message one passes, and is then like any
     * other mail that goes on. Throws {@link StoreUnavailable} when that cannot be decided; then it must wait as it is.
     */
    Arrival arrive(Mail mail) {
        HeldId id = MailAttributes.text(mail, MailAttributes.ID)
                .flatMap(HeldId::parse)
                .orElse(null);
        Account account = MailAttributes.text(mail, MailAttributes.ACCOUNT)
                .flatMap(Account::tryOf)
                .orElse(null);
        if (id == null || account == null) {
            throw new IllegalArgumentException("not as Mailwarden marks held mail: " + mail.getName());
        }
        Claim claim = claim(
                id, account, MailAttributes.text(mail, MailAttributes.RELEASE).orElse(PAST));
        if (claim == Claim.PASS) {
            MailAttributes.text(mail, MailAttributes.MAIL_NAME).ifPresent(mail::setName);
            MailAttributes.removeHeld(mail);
            mail.setAttribute(new Attribute(MailAttributes.RELEASED, AttributeValue.of(true)));
            inventory.remove(id);
            return Arrival.PASSES;
        }
        if (claim == Claim.UNKNOWN) {
            keepAgain(mail, id);
        } else {
            LOGGER.info("mail {} ends: held message {} has passed, or was deleted", mail.getName(), id.value());
        }
        return Arrival.ENDS;
    }

    /** Whether it is sent again when that can be decided: what we sent stays where it is kept until it has passed. */
    boolean comesAgain(Mail mail) {
        Optional<HeldId> id = MailAttributes.text(mail, MailAttributes.ID).flatMap(HeldId::parse);
        try {
            boolean again = MailAttributes.has(mail, MailAttributes.RELEASE)
                    && id.filter(repository::has).isPresent();
            if (again) {
                interrupted.addAll(id.stream().map(HeldId::value).toList());
            }
            return again;
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }

    private void sendInterrupted() {
        for (String id : List.copyOf(interrupted)) {
            store.find(id)
                    .map(HeldRow::message)
                    .filter(message -> message.state() == HeldState.RELEASING)
                    .ifPresent(this::send);
            interrupted.remove(id);
        }
    }

    private Claim claim(HeldId id, Account account, String token) {
        Key key = new Key(account, id.value());
        Claim claim = store.claim(key, token, clock.instant());
        return claim == Claim.UNKNOWN && inventory.adopt(id).isPresent()
                ? store.claim(key, token, clock.instant())
                : claim;
    }

    // Neither row nor mail: the store lost what it knew, and the mail left the repository because a copy passed, or
    // because somebody deleted it. Only a human can tell.
    private void keepAgain(Mail mail, HeldId id) {
        String reason = "was released, or deleted, before the store was lost; release it if it did not arrive";
        LOGGER.warn("mail {} is held again: held message {} {}", mail.getName(), id.value(), reason);
        MailAttributes.put(mail, MailAttributes.REASON, reason);
        mail.removeAttribute(MailAttributes.RELEASE);
        mail.setName(id.value());
        repository.store(id, mail);
        HeldMailAttributes.read(mail, id).ifPresent(message -> store.add(message, clock.instant()));
    }
}

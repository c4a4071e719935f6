package io.mailwarden.mailet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.StoreUnavailable;
import io.mailwarden.engine.response.HeldMail;
import io.mailwarden.engine.response.HeldMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * Held mail in a James mail repository, which outlives a restart as far as the repository does. While held, a mail is
 * named by its {@link HeldId}: James uses the name as the key, and its own names are neither unique for ever nor safe in
 * URLs. A release or a deletion of one message excludes any other of the same message; one instance for each process.
 * Thread-safe.
 */
@Singleton
public final class RepositoryHeldMail implements HeldMail {

    private static final String NOT_REMOVED = "held-mail-not-removed";
    private static final int LOCKS = 64;

    // A list that was begun before a decision may come to its message after it; no list is longer than this.
    private static final long DECISIONS_REMEMBERED = 10_000;

    private final MailRepositoryStore repositories;
    private final HoldSettings settings;
    private final Spool spool;
    private final Alarms alarms;
    private final Clock clock;
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();
    private final Set<HeldId> storing = ConcurrentHashMap.newKeySet();
    private final Cache<HeldId, Boolean> decided =
            Caffeine.newBuilder().maximumSize(DECISIONS_REMEMBERED).build();
    // Released, but the repository did not let go of them: they must not be released again.
    private final Set<HeldId> gone = ConcurrentHashMap.newKeySet();

    @Inject
    RepositoryHeldMail(
            MailRepositoryStore repositories, HoldSettings settings, Spool spool, Alarms alarms, Clock clock) {
        this.repositories = repositories;
        this.settings = settings;
        this.spool = spool;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Keeps the mail; when that fails nothing of it stays in the repository, and the mail is as it was. */
    void hold(Mail mail, Message message, String reason) throws MessagingException {
        Instant now = clock.instant();
        HeldId id = HeldId.next(now, message.account());
        String name = mail.getName();
        storing.add(id);
        try {
            MailRepository repository = repository();
            describe(mail, message, reason, now, id);
            mail.setName(id.value());
            try {
                repository.store(mail);
            } catch (MessagingException | RuntimeException e) {
                discard(repository, id);
                throw e;
            }
        } catch (MailRepositoryStoreException e) {
            throw new MessagingException("no repository " + settings.url().asString(), e);
        } finally {
            storing.remove(id);
            mail.setName(name);
            Marks.removeHeld(mail);
        }
    }

    private static void describe(Mail mail, Message message, String reason, Instant now, HeldId id) {
        mail.removeAttribute(Marks.WAITING);
        Marks.put(mail, Marks.ID, id.value());
        Marks.put(mail, Marks.MAIL_NAME, mail.getName());
        Marks.put(mail, Marks.ACCOUNT, message.account().name());
        Marks.put(mail, Marks.HELD_AT, now.toString());
        Marks.put(mail, Marks.REASON, reason);
        Marks.put(mail, Marks.SUBJECT, message.content().subject());
        Marks.put(mail, Marks.BYTES, Long.toString(message.content().bytes()));
    }

    private static void discard(MailRepository repository, HeldId id) {
        try {
            repository.remove(id.key());
        } catch (MessagingException | RuntimeException e) {
            // It was never stored whole; the error that led here is the one to tell.
        }
    }

    @Override
    public List<HeldMessage> list(Optional<Account> account, int limit) {
        return reach("list held messages", repository -> {
            List<HeldMessage> found = new ArrayList<>();
            for (HeldId id : waiting(repository)) {
                if (found.size() >= limit) {
                    break;
                }
                if (account.isEmpty() || id.mayBeOf(account.get())) {
                    look(repository, id)
                            .filter(message ->
                                    account.isEmpty() || account.get().equals(message.account()))
                            .ifPresent(found::add);
                }
            }
            return found;
        });
    }

    @Override
    public long count() {
        return reach(
                "count held messages", repository -> (long) waiting(repository).size());
    }

    @Override
    public boolean release(String id) {
        return decide(id, "release", this::sendOn);
    }

    @Override
    public boolean delete(String id) {
        return decide(id, "delete", (repository, held) -> {
            repository.remove(held.key());
            return true;
        });
    }

    private boolean decide(String text, String word, Decision decision) {
        return HeldId.parse(text)
                .map(id -> reach(word + " held message " + text, repository -> decide(repository, id, decision)))
                .orElse(false);
    }

    private boolean decide(MailRepository repository, HeldId id, Decision decision) throws MessagingException {
        synchronized (lock(id)) {
            boolean done = waiting(repository).contains(id) && decision.take(repository, id);
            if (done) {
                decided.put(id, true);
            }
            return done;
        }
    }

    private Object lock(HeldId id) {
        return locks[Math.floorMod(id.hashCode(), LOCKS)];
    }

    private boolean sendOn(MailRepository repository, HeldId id) throws MessagingException {
        Mail mail = repository.retrieve(id.key());
        if (mail == null) {
            return false;
        }
        try {
            Marks.text(mail, Marks.MAIL_NAME).ifPresent(mail::setName);
            Marks.removeHeld(mail);
            mail.setAttribute(new Attribute(Marks.RELEASED, AttributeValue.of(true)));
            if (mail.getState() == null || mail.getState().equals(Mail.GHOST)) {
                mail.setState(Mail.DEFAULT);
            }
            // From the state where it was held: what it had passed is not repeated, what it had not is not left out.
            spool.add(mail);
        } finally {
            LifecycleUtil.dispose(mail);
        }
        removeReleased(repository, id);
        return true;
    }

    private void removeReleased(MailRepository repository, HeldId id) {
        try {
            repository.remove(id.key());
        } catch (MessagingException | RuntimeException e) {
            gone.add(id);
            alarms.raise(
                    NOT_REMOVED,
                    "message " + id.value() + " was released but is still in "
                            + settings.url().asString() + "; remove it there, or it shows again after a restart",
                    e);
        }
    }

    private Optional<HeldMessage> look(MailRepository repository, HeldId id) throws MessagingException {
        synchronized (lock(id)) {
            return decided.getIfPresent(id) == null ? retrieve(repository, id) : Optional.empty();
        }
    }

    private static Optional<HeldMessage> retrieve(MailRepository repository, HeldId id) throws MessagingException {
        Mail mail = null;
        try {
            mail = repository.retrieve(id.key());
            return mail == null ? Optional.empty() : describe(mail, id);
        } catch (MessagingException | RuntimeException e) {
            if (ids(repository).contains(id)) {
                throw e;
            }
            return Optional.empty(); // Somebody took it out, past Mailwarden.
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    private static Optional<HeldMessage> describe(Mail mail, HeldId id) {
        return Marks.text(mail, Marks.ACCOUNT)
                .map(account -> new HeldMessage(
                        id.value(),
                        new Account(account),
                        Marks.text(mail, Marks.HELD_AT).map(Instant::parse).orElse(Instant.EPOCH),
                        mail.getMaybeSender()
                                .asOptional()
                                .map(sender -> sender.asString())
                                .orElse(""),
                        Submission.recipients(mail),
                        Marks.text(mail, Marks.SUBJECT).orElse(""),
                        Marks.text(mail, Marks.BYTES).map(Long::parseLong).orElse(0L),
                        Marks.text(mail, Marks.REASON).orElse("")));
    }

    private List<HeldId> waiting(MailRepository repository) throws MessagingException {
        return ids(repository).stream()
                .filter(id -> !storing.contains(id) && !gone.contains(id))
                .sorted(HeldId.NEWEST_FIRST)
                .toList();
    }

    private static Set<HeldId> ids(MailRepository repository) throws MessagingException {
        Set<HeldId> ids = new HashSet<>();
        Iterator<MailKey> keys = repository.list();
        while (keys.hasNext()) {
            HeldId.parse(keys.next().asString()).ifPresent(ids::add);
        }
        return ids;
    }

    private MailRepository repository() throws MailRepositoryStoreException {
        return repositories.select(settings.url());
    }

    private <T> T reach(String operation, Work<T> work) {
        try {
            return work.on(repository());
        } catch (MessagingException | MailRepositoryStoreException | RuntimeException e) {
            throw new StoreUnavailable(operation, e);
        }
    }

    private interface Work<T> {
        T on(MailRepository repository) throws MessagingException;
    }

    private interface Decision {
        boolean take(MailRepository repository, HeldId id) throws MessagingException;
    }
}

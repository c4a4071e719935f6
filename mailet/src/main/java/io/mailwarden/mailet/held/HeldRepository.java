package io.mailwarden.mailet.held;

import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.mailet.MailBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;

/**
 * The places of held mail: the repositories of held mail and of the quarantine, which outlive a restart as far as the
 * repositories do, and the {@link HeldFolder}, where a mail waits that its repository does not take (ADR 30). There a
 * mail is named by its {@link HeldId}: James uses the name as the key, and its own names are neither unique for
 * ever nor safe in URLs. What others put there is not seen. Thread-safe; every method throws {@link StoreUnavailable}.
 */
@Singleton
public final class HeldRepository {

    private final MailRepositoryStore repositories;
    private final HoldSettings settings;
    private final HeldFolder folder;

    // A repository that is gone may take its time to say so, and mail of others waits for the thread that asks.
    private final Map<MailRepositoryUrl, StoreUnavailable> refusals = new ConcurrentHashMap<>();

    @Inject
    public HeldRepository(MailRepositoryStore repositories, HoldSettings settings, HeldFolder folder) {
        this.repositories = repositories;
        this.settings = settings;
        this.folder = folder;
    }

    /**
     * Keeps the mail, which has the id as its name: in its repository, else in the folder; first in the folder as long
     * as the repository is known to refuse. When both fail nothing of it stays.
     *
     * @return why the repository did not take it; empty when it did
     */
    Optional<StoreUnavailable> store(HeldId id, Mail mail) {
        StoreUnavailable known = refusals.get(url(id));
        if (known != null && storeInFolder(id, mail, known)) {
            return Optional.of(known);
        }
        try {
            storeInRepository(id, mail);
            takesAgain(url(id));
            return Optional.empty();
        } catch (StoreUnavailable refused) {
            refusals.put(url(id), refused);
            if (known == null && storeInFolder(id, mail, refused)) {
                return Optional.of(refused);
            }
            throw refused;
        }
    }

    private boolean storeInFolder(HeldId id, Mail mail, StoreUnavailable refused) {
        try {
            folder.store(id, mail);
            return true;
        } catch (StoreUnavailable e) {
            refused.addSuppressed(e);
            return false;
        }
    }

    /** The repository takes mail again: it is asked first again. */
    void takesAgain(MailRepositoryUrl url) {
        refusals.remove(url);
    }

    /** Keeps the mail in its repository; when that fails nothing of it stays there. */
    void storeInRepository(HeldId id, Mail mail) {
        reach("keep mail " + id.value(), url(id), repository -> {
            try {
                return repository.store(mail);
            } catch (MessagingException | RuntimeException e) {
                discard(repository, id);
                throw e;
            }
        });
    }

    private static void discard(MailRepository repository, HeldId id) {
        try {
            repository.remove(id.key());
        } catch (MessagingException | RuntimeException e) {
            // It was never stored whole; the error that led here is the one to tell.
        }
    }

    /** The mail, to be disposed of by the caller; empty when it is not there. */
    Optional<Mail> retrieve(HeldId id) {
        Optional<Mail> waiting = folder.retrieve(id);
        return waiting.isPresent() ? waiting : retrieveFromRepository(id);
    }

    private Optional<Mail> retrieveFromRepository(HeldId id) {
        return reach("read mail " + id.value(), url(id), repository -> Optional.ofNullable(retrieve(repository, id)));
    }

    private static @Nullable Mail retrieve(MailRepository repository, HeldId id) throws MessagingException {
        try {
            return repository.retrieve(id.key());
        } catch (MessagingException | RuntimeException e) {
            if (ids(repository).contains(id)) {
                throw e;
            }
            return null;
        }
    }

    /** The bytes of the mail, in memory; empty when it is not there. Throws IOException when they cannot be read. */
    Optional<InputStream> open(HeldId id) throws IOException {
        Optional<Mail> mail = retrieve(id);
        if (mail.isEmpty()) {
            return Optional.empty();
        }
        try {
            return MailBytes.read(mail.get(), InputStream::readAllBytes).map(ByteArrayInputStream::new);
        } catch (MessagingException e) {
            throw new IOException("the held message cannot be read", e);
        } finally {
            LifecycleUtil.dispose(mail.get());
        }
    }

    /** Whether the mail is there. */
    boolean has(HeldId id) {
        if (folder.has(id)) {
            return true;
        }
        Optional<Mail> mail = retrieve(id);
        mail.ifPresent(LifecycleUtil::dispose);
        return mail.isPresent();
    }

    /** Destroys the mail; nothing happens when it is not there. */
    void remove(HeldId id) {
        boolean waited = folder.has(id);
        folder.remove(id);
        try {
            removeFromRepository(id);
        } catch (StoreUnavailable e) {
            // A repository that does not take mail may not be asked for it, either; should the mail have come there
            // a moment ago, the next inventory removes it.
            if (!waited) {
                throw e;
            }
        }
    }

    private void removeFromRepository(HeldId id) {
        reach("remove mail " + id.value(), url(id), repository -> {
            try {
                repository.remove(id.key());
            } catch (MessagingException | RuntimeException e) {
                if (ids(repository).contains(id)) {
                    throw e;
                }
            }
            return id;
        });
    }

    /** Those that are in the folder. */
    Set<HeldId> setAside() {
        return folder.all().keySet();
    }

    /** All that are there. */
    Set<HeldId> ids() {
        Set<HeldId> ids = reach("list held mail", settings.held(), HeldRepository::ids);
        ids.addAll(reach("list quarantined mail", settings.quarantine(), HeldRepository::ids));
        ids.addAll(setAside());
        return ids;
    }

    private static Set<HeldId> ids(MailRepository repository) throws MessagingException {
        Set<HeldId> ids = new HashSet<>();
        Iterator<MailKey> keys = repository.list();
        while (keys.hasNext()) {
            HeldId.parse(keys.next().asString()).ifPresent(ids::add);
        }
        return ids;
    }

    /** The repository that the mail belongs into. */
    MailRepositoryUrl url(HeldId id) {
        return id.inQuarantine() ? settings.quarantine() : settings.held();
    }

    private interface Work<T> {
        T on(MailRepository repository) throws MessagingException;
    }

    private <T> T reach(String operation, MailRepositoryUrl url, Work<T> work) {
        try {
            return work.on(repositories.select(url));
        } catch (MessagingException | MailRepositoryStoreException | RuntimeException | LinkageError e) {
            throw new StoreUnavailable(operation, e);
        }
    }
}

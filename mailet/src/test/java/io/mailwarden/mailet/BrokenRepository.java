package io.mailwarden.mailet;

import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.mailet.Mail;

/** A repository of which some parts fail. */
public final class BrokenRepository implements MailRepository {

    /** One of its parts. */
    public enum Part {
        STORE,
        LIST,
        RETRIEVE,
        REMOVE
    }

    public final Set<Part> broken = EnumSet.noneOf(Part.class);
    final MemoryMailRepository inner = new MemoryMailRepository();

    public BrokenRepository(Part... parts) {
        broken.addAll(Set.of(parts));
    }

    private void check(Part part) throws MessagingException {
        if (broken.contains(part)) {
            throw new MessagingException("disk full");
        }
    }

    @Override
    public long size() {
        return inner.size();
    }

    @Override
    public MailKey store(Mail mail) throws MessagingException {
        check(Part.STORE);
        return inner.store(mail);
    }

    @Override
    public Iterator<MailKey> list() throws MessagingException {
        check(Part.LIST);
        return inner.list();
    }

    @Override
    public Mail retrieve(MailKey key) throws MessagingException {
        check(Part.RETRIEVE);
        return inner.retrieve(key);
    }

    @Override
    public void remove(MailKey key) throws MessagingException {
        check(Part.REMOVE);
        inner.remove(key);
    }

    @Override
    public void removeAll() {
        inner.removeAll();
    }
}

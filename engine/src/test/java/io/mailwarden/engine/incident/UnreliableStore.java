package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store in memory that fails when the test says so, and counts what is asked of it. */
final class UnreliableStore implements IncidentStore {

    final Set<Account> broken = new HashSet<>();
    volatile boolean down;
    boolean forgetful;
    int changes;
    private IncidentStore store = new InMemoryIncidentStore(200_000);

    /** Forgets all. */
    void lose() {
        store = new InMemoryIncidentStore(200_000);
    }

    private void reach() {
        if (down) {
            throw new StoreUnavailable("reach incidents", new IOException("pulled the plug"));
        }
    }

    @Override
    public Optional<Incident> change(Account account, Transition step) {
        reach();
        if (broken.contains(account)) {
            throw new StoreUnavailable("change incident of " + account, new IOException("bad sector"));
        }
        changes++;
        Optional<Incident> kept = store.change(account, step);
        if (forgetful) {
            throw new StoreUnavailable("change incident of " + account, new IOException("lost while committing"));
        }
        return kept;
    }

    @Override
    public Optional<Incident> find(String id) {
        reach();
        return store.find(id);
    }

    @Override
    public Optional<Incident> current(Account account) {
        reach();
        return store.current(account);
    }

    @Override
    public List<Incident> current() {
        reach();
        return store.current();
    }

    @Override
    public long countCurrent(Severity severity, DomainFilter domains) {
        reach();
        return store.countCurrent(severity, domains);
    }

    @Override
    public Page<Incident> page(IncidentQuery query) {
        reach();
        return store.page(query);
    }
}

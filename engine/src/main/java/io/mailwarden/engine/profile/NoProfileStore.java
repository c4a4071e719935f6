package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

class NoProfileStore implements ProfileStore {

    @Override
    public Optional<Snapshot> find(Account account) {
        return Optional.empty();
    }

    @Override
    public void save(Collection<Snapshot> snapshots) {}

    @Override
    public List<Account> latest(int limit) {
        return List.of();
    }

    @Override
    public List<Account> otherThan(int fold, String afterName, int limit) {
        return List.of();
    }

    @Override
    public Optional<byte[]> findOrganisation() {
        return Optional.empty();
    }

    @Override
    public void saveOrganisation(byte[] bytes) {}
}

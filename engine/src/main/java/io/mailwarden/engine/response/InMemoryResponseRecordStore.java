package io.mailwarden.engine.response;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Deeds as long as the process lives. Thread-safe. */
public final class InMemoryResponseRecordStore implements ResponseRecordStore {

    private final List<ResponseRecord> deeds = new ArrayList<>();

    @Override
    public synchronized boolean add(ResponseRecord deed) {
        boolean known = of(deed.account(), deed.incident()).stream()
                .anyMatch(done ->
                        done.severity() == deed.severity() && done.response().equals(deed.response()));
        return !known && deeds.add(deed);
    }

    @Override
    public synchronized List<ResponseRecord> of(Account account, String incident) {
        return deeds.stream()
                .filter(deed ->
                        deed.account().equals(account) && deed.incident().equals(incident))
                .sorted(Comparator.comparing(ResponseRecord::at))
                .toList();
    }

    @Override
    public synchronized int forget(Instant before) {
        int all = deeds.size();
        deeds.removeIf(deed -> deed.at().isBefore(before));
        return all - deeds.size();
    }
}

package io.mailwarden.engine.response;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Records as long as the process lives. Thread-safe. */
final class InMemoryResponseRecordStore implements ResponseRecordStore {

    private final List<ResponseRecord> records = new ArrayList<>();

    @Override
    public synchronized boolean add(ResponseRecord recorded) {
        boolean known = of(recorded.account(), recorded.incident()).stream()
                .anyMatch(done -> done.severity() == recorded.severity()
                        && done.response().equals(recorded.response()));
        return !known && records.add(recorded);
    }

    @Override
    public synchronized List<ResponseRecord> of(Account account, String incident) {
        return records.stream()
                .filter(recorded -> recorded.account().equals(account)
                        && recorded.incident().equals(incident))
                .sorted(Comparator.comparing(ResponseRecord::at))
                .toList();
    }

    @Override
    public synchronized int forget(Instant before) {
        int all = records.size();
        records.removeIf(recorded -> recorded.at().isBefore(before));
        return all - records.size();
    }
}

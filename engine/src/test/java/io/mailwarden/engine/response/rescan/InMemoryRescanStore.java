package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.rescan.Rescan.RescanState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** Rows in memory, for tests and for engines without a store. Thread-safe. */
public final class InMemoryRescanStore implements RescanStore {

    private record Key(Account account, String incident) {}

    private record Lease(String holder, Instant until) {}

    private static final class IncidentRescans {
        private final NavigableMap<String, Rescan> passes = new TreeMap<>();
        private final Map<String, Lease> leases = new HashMap<>();
        private final Set<String> told = new HashSet<>();
        private final NavigableMap<String, RescanFinding> findings = new TreeMap<>();
        private final NavigableMap<String, Notice> notices = new TreeMap<>();

        int forget(int limit) {
            int left = limit;
            for (Map<String, ?> rows : List.of(findings, notices, passes)) {
                List<String> gone = rows.keySet().stream().limit(left).toList();
                rows.keySet().removeAll(gone);
                left -= gone.size();
            }
            return limit - left;
        }
    }

    private final Map<Key, IncidentRescans> byIncident = new HashMap<>();

    private IncidentRescans of(Account account, String incident) {
        return byIncident.computeIfAbsent(new Key(account, incident), key -> new IncidentRescans());
    }

    private IncidentRescans of(Rescan rescan) {
        return of(rescan.account(), rescan.incident());
    }

    @Override
    public synchronized Rescan begin(Rescan fresh) {
        IncidentRescans all = of(fresh);
        Optional<Rescan> running = all.passes.values().stream()
                .filter(pass -> pass.status().state() == RescanState.RUNNING)
                .findFirst();
        if (running.isEmpty()) {
            all.passes.put(fresh.id(), fresh);
        }
        return running.orElse(fresh);
    }

    @Override
    public synchronized Optional<Rescan> latest(Account account, String incident) {
        return Optional.ofNullable(of(account, incident).passes.lastEntry()).map(Map.Entry::getValue);
    }

    @Override
    public synchronized Optional<Rescan> find(Account account, String incident, String id) {
        return Optional.ofNullable(of(account, incident).passes.get(id));
    }

    @Override
    public synchronized List<Rescan> abandoned(Instant now, int limit) {
        return free(InMemoryRescanStore::running, now, limit);
    }

    private List<Rescan> free(BiPredicate<IncidentRescans, Rescan> which, Instant now, int limit) {
        return byIncident.values().stream()
                .flatMap(all ->
                        all.passes.values().stream().filter(pass -> which.test(all, pass) && free(all, pass, now)))
                .limit(limit)
                .toList();
    }

    private static boolean free(IncidentRescans all, Rescan rescan, Instant now) {
        Lease lease = all.leases.get(rescan.id());
        return lease == null || !lease.until().isAfter(now);
    }

    private static boolean running(IncidentRescans all, Rescan rescan) {
        Rescan kept = all.passes.get(rescan.id());
        return kept != null && kept.status().state() == RescanState.RUNNING;
    }

    private static boolean untold(IncidentRescans all, Rescan rescan) {
        Rescan kept = all.passes.get(rescan.id());
        return kept != null && kept.status().state() == RescanState.DONE && !all.told.contains(rescan.id());
    }

    private static boolean holds(IncidentRescans all, Rescan rescan, String holder) {
        Lease lease = all.leases.get(rescan.id());
        return lease != null && lease.holder().equals(holder);
    }

    @Override
    public synchronized boolean lease(Rescan rescan, String holder, Instant now, Instant until) {
        return running(of(rescan), rescan) && take(rescan, holder, now, until);
    }

    private boolean take(Rescan rescan, String holder, Instant now, Instant until) {
        IncidentRescans all = of(rescan);
        boolean taken = free(all, rescan, now) || holds(all, rescan, holder);
        if (taken) {
            all.leases.put(rescan.id(), new Lease(holder, until));
        }
        return taken;
    }

    @Override
    public synchronized boolean save(Rescan rescan, String holder) {
        IncidentRescans all = of(rescan);
        boolean may = running(all, rescan) && holds(all, rescan, holder);
        if (may) {
            String task = all.passes.getOrDefault(rescan.id(), rescan).task();
            all.passes.put(rescan.id(), rescan.worked(task));
        }
        return may;
    }

    @Override
    public synchronized void noteTask(Rescan rescan, String task) {
        of(rescan).passes.computeIfPresent(rescan.id(), (id, kept) -> kept.worked(task));
    }

    @Override
    public synchronized boolean cancel(Rescan rescan, Instant now) {
        IncidentRescans all = of(rescan);
        boolean may = running(all, rescan) && free(all, rescan, now);
        if (may) {
            all.passes.computeIfPresent(rescan.id(), (id, kept) -> kept.ended(RescanState.CANCELLED, now));
        }
        return may;
    }

    @Override
    public synchronized List<Rescan> untold(Instant now, int limit) {
        return free(InMemoryRescanStore::untold, now, limit);
    }

    @Override
    public synchronized boolean claimTelling(Rescan rescan, String holder, Instant now, Instant until) {
        return untold(of(rescan), rescan) && take(rescan, holder, now, until);
    }

    @Override
    public synchronized void told(Rescan rescan, Instant now) {
        of(rescan).told.add(rescan.id());
    }

    @Override
    public synchronized void record(Collection<RescanFinding> findings) {
        findings.forEach(finding -> of(finding.message().account(), finding.incident())
                .findings
                .put(finding.message().id(), finding));
    }

    @Override
    public synchronized Optional<RescanFinding> finding(Account account, String incident, String entry) {
        return Optional.ofNullable(of(account, incident).findings.get(entry));
    }

    @Override
    public synchronized List<RescanFinding> findings(
            Account account, String incident, String behind, Optional<RescanVerdict> verdict, int limit) {
        return of(account, incident).findings.tailMap(behind, false).values().stream()
                .filter(finding -> verdict.isEmpty() || verdict.get() == finding.verdict())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean claimNotice(Account account, String incident, String recipient, Instant now) {
        Notice claimed = new Notice(recipient, now, Optional.empty());
        return of(account, incident).notices.putIfAbsent(recipient, claimed) == null;
    }

    @Override
    public synchronized void noticeSent(Account account, String incident, String recipient, Instant now) {
        of(account, incident)
                .notices
                .computeIfPresent(recipient, (name, notice) -> new Notice(name, notice.claimedAt(), Optional.of(now)));
    }

    @Override
    public synchronized void noticeFailed(Account account, String incident, String recipient) {
        of(account, incident).notices.remove(recipient);
    }

    @Override
    public synchronized List<Notice> notices(Account account, String incident, int limit) {
        return of(account, incident).notices.values().stream().limit(limit).toList();
    }

    @Override
    public synchronized int forget(Instant before, int limit) {
        return byIncident.values().stream()
                .filter(all -> !all.passes.isEmpty()
                        && all.passes.values().stream().allMatch(pass -> endedBefore(pass, before)))
                .findFirst()
                .map(over -> over.forget(limit))
                .orElse(0);
    }

    private static boolean endedBefore(Rescan pass, Instant time) {
        return pass.finishedAt().filter(end -> end.isBefore(time)).isPresent();
    }
}

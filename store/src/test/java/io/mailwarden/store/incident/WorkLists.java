package io.mailwarden.store.incident;

import static io.mailwarden.store.incident.ListsBenchmark.ODD;
import static io.mailwarden.store.incident.ListsBenchmark.START;
import static io.mailwarden.store.incident.ListsBenchmark.user;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentFilter;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.response.block.BlockQuery;
import io.mailwarden.engine.response.block.BlockStore.NodeFile;
import io.mailwarden.engine.response.block.Blocks;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.review.audit.AuditQuery;
import io.mailwarden.engine.review.casework.Casework;
import io.mailwarden.engine.review.casework.TimelineQuery;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.store.Stores;
import io.mailwarden.store.access.SqlAuditTrail;
import io.mailwarden.store.block.SqlBlockStore;
import io.mailwarden.store.block.SqlResponseRecordStore;
import io.mailwarden.store.casework.SqlActivityStore;
import io.mailwarden.store.casework.SqlCaseworkStore;
import io.mailwarden.store.held.SqlHeldStore;
import io.mailwarden.store.rescan.SqlJournalStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What administrators did, for {@link ListsBenchmark}: 20,000 blocks, 50,000 lines of the trail, 20,000 comments and as many
 * assignees; then all that the rows of incidents, their pages and the time lines ask for.
 */
final class WorkLists {

    private static final int BLOCKS = 20_000;
    private static final int TRAIL = 50_000;
    private static final int WORKED_ON = 20_000;
    private static final int BATCH = 1_000;

    private final Stores.Open open;
    private final int incidents;
    private final SqlCaseworkStore comments;
    private final Casework casework;

    WorkLists(Stores.Open open, int incidents) {
        this.open = open;
        this.incidents = incidents;
        comments = new SqlCaseworkStore(open.database());
        casework = new Casework(comments, new SqlActivityStore(open.database()), open.clock());
    }

    void fill() {
        batches(
                BLOCKS,
                "INSERT INTO block (account, id, restriction, reason, author, set_by, since) VALUES (?, ?, 'hold',"
                        + " 'left the company', 'administrator', 'carol', ?)",
                i -> new Object[] {user(i).name(), "b" + i, micros(i)});
        batches(
                TRAIL,
                "INSERT INTO audit_entry (id, at, actor, asked_from, action, target, account, domain, outcome, why,"
                        + " before_text, after_text) VALUES (?, ?, ?, '192.0.2.1', ?, '/incidents/i1', ?, ?, 'done', '',"
                        + " 'open', 'dismissed')",
                i -> new Object[] {
                    "t" + i,
                    micros(i),
                    "admin" + i % 5,
                    i % 3 == 0 ? "incident-dismiss" : "block",
                    user(i).name(),
                    user(i).domain()
                });
        SqlIncidentStore store = new SqlIncidentStore(open.database());
        List<Incident> latest = store.page(IncidentQuery.latest(1_000)).items();
        batches(
                WORKED_ON,
                "INSERT INTO incident_comment (account, incident, id, at, author, words) VALUES (?, ?, ?, ?, 'carol',"
                        + " 'asked him by phone: not he')",
                i -> new Object[] {
                    latest.get(i % latest.size()).account().name(),
                    latest.get(i % latest.size()).id(),
                    "c" + i,
                    micros(i)
                });
        latest.forEach(one -> comments.assign(one.account(), one.id(), Optional.of("carol@example.org")));
    }

    private interface Values {
        Object[] of(int number);
    }

    private void batches(int rows, String sql, Values values) {
        for (int from = 0; from < rows; from += BATCH) {
            int first = from;
            int unused = open.database().change("fill", handle -> {
                var batch = handle.prepareBatch(sql);
                for (int i = first; i < first + BATCH; i++) {
                    batch.add(values.of(i));
                }
                return batch.execute().length;
            });
        }
    }

    private static long micros(int number) {
        return IncidentRow.micros(START.plusSeconds(number));
    }

    void lists(CallTimes times) {
        rows(times);
        page(times, "incident page, its account's own", String.format(Locale.ROOT, "%08d", incidents - 7));
        page(times, "incident page, the odd account's", String.format(Locale.ROOT, "%08d", incidents - 4_000));
        timelines(times);
        blocks(times);
        audit(times);
    }

    private void rows(CallTimes times) {
        SqlIncidentStore store = new SqlIncidentStore(open.database());
        for (int limit : new int[] {50, 100, 1_000}) {
            times.measure("whole rows of incidents?limit=" + limit, () -> {
                List<Incident> page = store.page(IncidentQuery.latest(limit)).items();
                return List.of(page, casework.assignees(page), casework.days(page));
            });
        }
        IncidentQuery odd = IncidentQuery.of(IncidentFilter.ALL.ofAccount(Optional.of(ODD)), 100);
        times.measure("whole rows of incidents?account=odd@example.org", () -> {
            List<Incident> page = store.page(odd).items();
            return List.of(page, casework.assignees(page), casework.days(page));
        });
    }

    private void page(CallTimes times, String name, String id) {
        SqlIncidentStore store = new SqlIncidentStore(open.database());
        SqlHeldStore held = new SqlHeldStore(open.database(), () -> "node");
        SqlJournalStore journal = new SqlJournalStore(open.database());
        SqlResponseRecordStore records = new SqlResponseRecordStore(open.database());
        SqlBlockStore blocks = new SqlBlockStore(open.database());
        times.measure(name, () -> {
            Incident one = store.find(id).orElseThrow();
            Account account = one.account();
            List<Incident> alone = List.of(one);
            return List.of(
                    records.of(account, id),
                    casework.days(alone),
                    casework.assignees(alone),
                    casework.comments(one),
                    open.log().logins(account, 1_000),
                    journal.before(account, Instant.EPOCH, Optional.empty(), 300),
                    held.search(HeldQuery.ofIncident(id, 200)),
                    blocks.of(account, open.clock().instant()),
                    casework.timeline(around(one)));
        });
    }

    private static TimelineQuery around(Incident one) {
        Instant from = one.opened().minus(Duration.ofDays(1));
        return new TimelineQuery(DomainFilter.ALL, Optional.of(one.account()), from, Duration.ofMinutes(15), 100);
    }

    private void timelines(CallTimes times) {
        Instant last = START.plusSeconds(100L * incidents);
        Instant week = last.minus(Duration.ofDays(7));
        Duration hour = Duration.ofHours(1);
        times.measure(
                "timeline, a week",
                () -> casework.timeline(new TimelineQuery(DomainFilter.ALL, Optional.empty(), week, hour, 168)));
        times.measure(
                "timeline?domain=d10.example, a week",
                () -> casework.timeline(
                        new TimelineQuery(DomainFilter.only("d10.example"), Optional.empty(), week, hour, 168)));
        times.measure(
                "timeline?account=user7@example.org, a week",
                () -> casework.timeline(new TimelineQuery(DomainFilter.ALL, Optional.of(user(7)), week, hour, 168)));
        times.measure(
                "timeline?account=odd@example.org, a week",
                () -> casework.timeline(new TimelineQuery(DomainFilter.ALL, Optional.of(ODD), week, hour, 168)));
        times.measure(
                "timeline?account=odd@example.org, all",
                () -> casework.timeline(
                        new TimelineQuery(DomainFilter.ALL, Optional.of(ODD), START, Duration.ofHours(6), 500)));
    }

    private void blocks(CallTimes times) {
        Blocks blocks =
                new Blocks(new SqlBlockStore(open.database()), NodeFile.NONE, open.clock(), (account, id) -> {});
        blocks.refreshAll();
        times.measure(
                "blocks", () -> blocks.page(new BlockQuery(DomainFilter.ALL, Optional.empty(), 100, Optional.empty())));
        times.measure(
                "blocks?domain=d10.example",
                () -> blocks.page(
                        new BlockQuery(DomainFilter.only("d10.example"), Optional.empty(), 100, Optional.empty())));
        times.measure("overview, blocked", () -> blocks.counts(DomainFilter.ALL));
    }

    private void audit(CallTimes times) {
        SqlAuditTrail trail = new SqlAuditTrail(open.database());
        times.measure("audit", () -> trail.search(audit(DomainFilter.ALL, Optional.empty(), Optional.empty())));
        times.measure(
                "audit?actor=", () -> trail.search(audit(DomainFilter.ALL, Optional.of("admin3"), Optional.empty())));
        times.measure(
                "audit?account=", () -> trail.search(audit(DomainFilter.ALL, Optional.empty(), Optional.of(user(7)))));
        times.measure(
                "audit of one domain",
                () -> trail.search(audit(DomainFilter.only("d10.example"), Optional.empty(), Optional.empty())));
        times.measure(
                "audit?actor=nobody, of one domain",
                () -> trail.search(audit(DomainFilter.only("example.org"), Optional.of("nobody"), Optional.empty())));
    }

    private static AuditQuery audit(DomainFilter domains, Optional<String> actor, Optional<Account> account) {
        return new AuditQuery(domains, Optional.empty(), actor, Optional.empty(), account, 100, Optional.empty());
    }
}

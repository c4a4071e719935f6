package io.mailwarden.store.incident;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.incident.Finding;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incident.IncidentCounts;
import io.mailwarden.engine.incident.Incident.IncidentStatus;
import io.mailwarden.engine.incident.IncidentFilter;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.store.Stores;
import io.mailwarden.store.held.SqlHeldStore;
import io.mailwarden.store.log.IndexFill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * How long the lists of administrators take with 100,000 incidents, 20,000 held messages, so many events, and what {@link
 * AccountLists} and {@link WorkLists} add: each list, with each of its filters, and what the page of an incident asks for,
 * 200 calls. To be run from the project's folder:
 *
 * <pre>
 * ./mvnw -q -pl store -am test-compile
 * ./mvnw -q -pl store exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     "-Dexec.args=-cp %classpath io.mailwarden.store.incident.ListsBenchmark FOLDER sqlite|postgresql 10000000 100000"
 * </pre>
 */
public final class ListsBenchmark {

    private static final int HELD = 20_000;
    private static final int ACCOUNTS = 40_000;
    private static final int TYPES = 33;
    private static final int BATCH = 1_000;
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Account ODD = new Account("odd@example.org");

    private final Stores.Open open;
    private final int incidents;

    private ListsBenchmark(Stores.Open open, int incidents) {
        this.open = open;
        this.incidents = incidents;
    }

    /** Folder, sqlite or postgresql, how many events (1,000,000), how many incidents (100,000), a pattern of calls (all). */
    public static void main(String[] arguments) throws SQLException, IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        boolean embedded = arguments[1].equals("sqlite");
        long events = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1_000_000;
        int incidents = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 100_000;
        CallTimes times = new CallTimes(Pattern.compile(arguments.length > 4 ? arguments[4] : ""), folder);
        try (KeptStore kept = embedded ? KeptStore.sqlite(folder) : KeptStore.postgresql(folder)) {
            ListsBenchmark benchmark = new ListsBenchmark(kept.open(), incidents);
            kept.fillOnce(events + " events, " + incidents + " incidents", () -> benchmark.fill(events));
            if (!times.hasAny()) {
                return;
            }
            times.begin(arguments[1]);
            benchmark.measure(times);
            times.end();
        }
        System.exit(0); // The embedded database's threads would keep it.
    }

    private void fill(long events) throws SQLException {
        fill();
        new AccountLists(open).fill();
        new WorkLists(open, incidents).fill();
        new EventFill(open.config(), START, Duration.ofSeconds(100L * incidents)).fill(events);
        IndexFill.index(open.database(), EventFill.NODE, events);
    }

    private void measure(CallTimes times) {
        incidents(times, new SqlIncidentStore(open.database()));
        held(times, new SqlHeldStore(open.database(), () -> "node"));
        new AccountLists(open).lists(times);
        new WorkLists(open, incidents).lists(times);
    }

    private void fill() {
        SplittableRandom random = new SplittableRandom(1);
        for (int from = 0; from < incidents; from += BATCH) {
            List<Incident> batch = new ArrayList<>();
            for (int i = from; i < from + BATCH; i++) {
                batch.add(incident(i, random));
            }
            int unused = open.database().change("fill", handle -> insert(handle, batch));
        }
        for (int from = 0; from < HELD; from += BATCH) {
            int first = from;
            int unused = open.database().change("fill", handle -> hold(handle, first, random));
        }
    }

    private int hold(Handle handle, int first, SplittableRandom random) {
        PreparedBatch rows = handle.prepareBatch(
                """
                INSERT INTO held_mail (account, domain, id, kind, state, held_at, sender, recipients, subject,
                    subject_lower, bytes, reason, incident, origin, node, changed_at)
                VALUES (?, ?, ?, 'held', 'waiting', ?, ?, ?, ?, ?, 12345, 'it was overwhelming', ?, '198.51.100.7', 'node', 0)
                """);
        PreparedBatch recipients =
                handle.prepareBatch("INSERT INTO held_recipient (account, id, recipient) VALUES (?, ?, ?)");
        for (int i = first; i < first + BATCH; i++) {
            Account account = account(i);
            String id = String.format(Locale.ROOT, "h%08d", i);
            String to = "victim" + i + "@far.example";
            String also = "anybody" + random.nextInt(9) + "@far.example";
            rows.add(
                    account.name(),
                    account.domain(),
                    id,
                    IncidentRow.micros(START.plusSeconds(i)),
                    account.name(),
                    to + "\n" + also,
                    "Invoice " + i,
                    "invoice " + i,
                    "i" + i % 500);
            recipients.add(account.name(), id, to);
            recipients.add(account.name(), id, also);
        }
        rows.execute();
        return recipients.execute().length;
    }

    private static int insert(Handle handle, List<Incident> incidents) {
        PreparedBatch rows = handle.prepareBatch(
                """
                INSERT INTO incident (account, domain, id, state, severity, opened_at, updated_at, findings, held_messages,
                    passed_messages, rejected_logins, answered, revision)
                VALUES (:account, :domain, :id, :state, :severity, :opened, :updated, :findings, :held, :passed, :rejected,
                    :answered, 1)
                """);
        PreparedBatch words = handle.prepareBatch(
                "INSERT INTO incident_text (account, incident, domain, updated_at, words) VALUES (:account, :id,"
                        + " :domain, :updated, :words)");
        PreparedBatch types = handle.prepareBatch(
                "INSERT INTO incident_type (account, incident, type, updated_at) VALUES (:account, :id, :type,"
                        + " :updated)");
        for (Incident incident : incidents) {
            Map<String, Object> values = IncidentRow.values(incident);
            rows.bindMap(values).add();
            values.put("words", incident.words());
            words.bindMap(values).add();
            for (Finding finding : incident.findings()) {
                types.bind("account", incident.account().name())
                        .bind("id", incident.id())
                        .bind("type", finding.gravest().type())
                        .bind("updated", IncidentRow.micros(incident.updated()))
                        .add();
            }
        }
        rows.execute();
        words.execute();
        return types.execute().length;
    }

    private Incident incident(int number, SplittableRandom random) {
        Instant at = START.plusSeconds(100L * number + random.nextInt(90));
        List<Finding> findings = new ArrayList<>();
        int types = 1 + random.nextInt(4);
        for (int i = 0; i < types; i++) {
            Anomaly anomaly = new Anomaly(
                    type((number + i * 7) % TYPES),
                    Set.of(Evidence.PLACE),
                    Severity.SUSPECTED,
                    new Score(0.5),
                    new Explanation(
                            "40 messages to strangers alone within an hour (limit 8; its own highest so far 2)"));
            findings.add(new Finding(anomaly, at, at, 3, true, "Lagos, NG"));
        }
        boolean current = number >= incidents - 3_000;
        IncidentState state = current
                ? random.nextInt(3) == 0 ? IncidentState.CONFIRMED : IncidentState.OPEN
                : random.nextInt(2) == 0 ? IncidentState.DISMISSED : IncidentState.RESOLVED;
        return new Incident(
                String.format(Locale.ROOT, "%08d", number),
                account(number),
                new IncidentStatus(state, Optional.of(Severity.SUSPECTED)),
                random.nextInt(5) == 0 ? Severity.CRITICAL : Severity.SUSPECTED,
                at,
                at,
                findings,
                new IncidentCounts(random.nextInt(9), 1, 0));
    }

    // A quarter of all is one account's, as with a service that is always odd; what is current is each another's.
    private Account account(int number) {
        boolean odd = number % 4 == 0 && number < incidents - 3_000;
        return odd ? ODD : user(number);
    }

    /** One of the others; a fifth of them is of small domains. */
    static Account user(long number) {
        long user = number % ACCOUNTS;
        return new Account("user" + user + "@" + (user % 5 == 0 ? "d" + user % 50 + ".example" : "example.org"));
    }

    private static String type(int number) {
        return "detector-" + number;
    }

    private static final List<String> QUERIES = List.of(
            "",
            "limit=1000",
            "severity=critical",
            "severity=suspected",
            "state=open",
            "state=confirmed",
            "state=dismissed",
            "state=resolved",
            "state=lapsed",
            "type=detector-5",
            "type=never",
            "type=detector-5&state=open",
            "type=detector-5&severity=critical",
            "account=odd@example.org",
            "account=odd@example.org&state=open",
            "account=user7@example.org",
            "since=LAST_DAY",
            "until=LAST_DAY",
            "domain=example.org",
            "domain=d10.example",
            "domain=d10.example&state=open",
            "domain=example.org&severity=critical",
            "text=lagos",
            "text=user777@",
            "text=never",
            "text=never&domain=d10.example",
            "text=00099123",
            "text=strangers&state=open",
            "text=strangers&account=odd@example.org",
            "severity=critical&state=resolved");

    private void incidents(CallTimes times, SqlIncidentStore store) {
        String lastDay = START.plusSeconds(100L * incidents - 86_400).toString();
        for (String template : QUERIES) {
            String text = template.replace("LAST_DAY", lastDay);
            IncidentQuery first = query(text, Optional.empty());
            times.measure("incidents?" + text, () -> store.page(first));
            Optional<String> cursor = store.page(first).nextCursor();
            if (cursor.isPresent()) {
                IncidentQuery second = query(text, cursor);
                times.measure("incidents?" + text + ", next page", () -> store.page(second));
            }
        }
        DomainFilter some =
                new DomainFilter(Set.of("d0.example", "d10.example", "d20.example", "d30.example", "d40.example"));
        IncidentQuery theirs = IncidentQuery.of(IncidentFilter.ALL.within(some), 100);
        times.measure("incidents of five domains", () -> store.page(theirs));
        times.measure("overview, open critical", () -> store.countCurrent(Severity.CRITICAL));
        times.measure("overview, open critical, of five domains", () -> store.countCurrent(Severity.CRITICAL, some));
    }

    private static IncidentQuery query(String text, Optional<String> cursor) {
        Map<String, String> values = new HashMap<>();
        for (String part : List.of(text.split("&", -1))) {
            values.put(part.replaceAll("=.*", ""), part.replaceAll(".*=", ""));
        }
        IncidentFilter filter = new IncidentFilter(
                Optional.ofNullable(values.get("domain"))
                        .map(DomainFilter::only)
                        .orElse(DomainFilter.ALL),
                Optional.ofNullable(values.get("severity"))
                        .map(label -> Severity.valueOf(label.toUpperCase(Locale.ROOT))),
                Optional.ofNullable(values.get("type")),
                Optional.ofNullable(values.get("state"))
                        .map(label -> IncidentState.valueOf(label.toUpperCase(Locale.ROOT))),
                Optional.ofNullable(values.get("account")).map(Account::new),
                Optional.ofNullable(values.get("since")).map(Instant::parse),
                Optional.ofNullable(values.get("until")).map(Instant::parse),
                Optional.ofNullable(values.get("text")));
        return new IncidentQuery(filter, Integer.parseInt(values.getOrDefault("limit", "100")), cursor);
    }

    private static void held(CallTimes times, SqlHeldStore store) {
        HeldQuery newest = HeldQuery.newest(100);
        times.measure("held", () -> store.search(newest));
        HeldQuery ofDomain = new HeldQuery(
                DomainFilter.only("d10.example"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100,
                Optional.empty());
        times.measure("held?domain=", () -> store.search(ofDomain));
        times.measure("held?account=", () -> store.search(HeldQuery.of(new Account("odd@example.org"), 100)));
        times.measure("held?incident=", () -> store.search(HeldQuery.ofIncident("i7", 100)));
        times.measure("held?recipient=", () -> store.search(held("victim77@far.example", "")));
        times.measure("held?subject=", () -> store.search(held("", "invoice 777")));
        times.measure("overview, held", store::count);
    }

    private static HeldQuery held(String recipient, String subject) {
        return new HeldQuery(
                DomainFilter.ALL,
                Optional.empty(),
                Optional.empty(),
                Optional.of(recipient).filter(text -> !text.isEmpty()),
                Optional.of(subject).filter(text -> !text.isEmpty()),
                Optional.empty(),
                100,
                Optional.empty());
    }
}

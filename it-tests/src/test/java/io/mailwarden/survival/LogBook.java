package io.mailwarden.survival;

import io.mailwarden.server.OutsideWorld;
import io.mailwarden.survival.Tables.Logged;
import io.mailwarden.testkit.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The event log: what happened more than a second before a kill is in it, once, and stays in it. */
final class LogBook implements Book {

    // The clock is the same, but the log cuts its times to microseconds.
    private static final Duration CUT = Duration.ofNanos(1_000);

    private final Acts acts;
    private final HeldBook held;
    private final OutsideWorld outside;
    private final Tables tables;
    private final String mine;
    // Begins to beat before anything happens.
    private final Pulse pulse = Pulse.one();
    private final Instant from = TestTime.now();
    private final Map<String, Instant> arrived = new HashMap<>();
    private final Set<String> subjects = new HashSet<>();
    private Instant audited = from;
    private long rows;
    private long lost;
    private Duration longest = Duration.ZERO;

    /**
     * The book of one node.
     *
     * @param mine how the subjects of messages begin that are sent there: the outside world gets those of other nodes,
     *     too
     */
    LogBook(Acts acts, HeldBook held, OutsideWorld outside, Tables tables, String mine) {
        this.acts = acts;
        this.held = held;
        this.outside = outside;
        this.tables = tables;
        this.mine = mine;
    }

    @Override
    public void look(Node node) {
        noteDown(TestTime.now());
    }

    private void noteDown(Instant seen) {
        outside.subjects().stream()
                .filter(subject -> subject.startsWith(mine))
                .forEach(subject -> arrived.putIfAbsent(subject, seen));
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        long count = tables.number("SELECT COUNT(*) FROM event_log");
        if (count < rows) {
            wrong.add("the event log shrank from " + rows + " to " + count);
        }
        rows = count;
        List<Logged> logged = tables.since(audited);
        logins(logged, killed, wrong);
        // What came in its last moment was seen by nobody in time to be missed.
        noteDown(killed);
        messages(logged, killed, wrong);
        audited = TestTime.now();
        return wrong;
    }

    private void logins(List<Logged> logged, Instant killed, List<String> wrong) {
        Map<String, List<Instant>> times = logged.stream()
                .filter(one -> one.kind().equals("login"))
                .collect(Collectors.groupingBy(
                        one -> one.account() + " " + one.ip(), Collectors.mapping(Logged::at, Collectors.toList())));
        for (Acts.Login login : acts.logins()) {
            if (login.sent().isBefore(audited)) {
                continue;
            }
            long found = times.getOrDefault(login.account() + " " + login.address(), List.of()).stream()
                    .filter(at -> !at.isBefore(login.sent().minus(CUT))
                            && !at.isAfter(login.answered().plus(CUT)))
                    .count();
            if (found > 1) {
                wrong.add("in the log " + found + " times: " + login);
            } else if (found == 0) {
                lost("not in the log: " + login, login.answered(), killed, wrong);
            }
        }
    }

    private void messages(List<Logged> logged, Instant killed, List<String> wrong) {
        for (Logged one : logged) {
            if (one.kind().equals("message") && !subjects.add(one.subject())) {
                wrong.add("in the log more than once: " + one);
            }
        }
        Map<String, Instant> seen = new HashMap<>(arrived);
        held.shown().stream()
                .filter(one -> one.subject().startsWith(mine))
                .forEach(one -> seen.put(one.subject(), one.first()));
        seen.forEach((subject, at) -> {
            if (at.isAfter(audited) && at.isBefore(killed) && !subjects.contains(subject)) {
                lost("not in the log: " + subject, at, killed, wrong);
            }
        });
    }

    private void lost(String what, Instant at, Instant killed, List<String> wrong) {
        Duration passed = Duration.between(at, killed);
        Duration before = passed.minus(pulse.missed(at, killed));
        lost++;
        longest = before.compareTo(longest) > 0 ? before : longest;
        if (before.compareTo(MAY_BE_LOST) > 0) {
            wrong.add(String.format(
                    Locale.ROOT,
                    "%s, %d ms before the kill, of which the machine ran %d",
                    what,
                    passed.toMillis(),
                    before.toMillis()));
        }
    }

    @Override
    public String summary() {
        return String.format(
                Locale.ROOT,
                "event log: %d rows, %d logins by clients; %d events lost, the earliest %d ms before its kill",
                rows,
                acts.logins().size(),
                lost,
                longest.toMillis());
    }
}

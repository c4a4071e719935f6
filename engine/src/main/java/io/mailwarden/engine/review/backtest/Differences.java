package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.review.backtest.BacktestResult.Example;
import io.mailwarden.engine.review.backtest.BacktestResult.Kind;
import io.mailwarden.engine.review.backtest.BacktestResult.Read;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what two engines make of the same events. Verdicts are compared event by event; incidents at the end: two of
 * one account that are less than a day apart are the same, seen by other limits. Its memory is bounded. Not
 * thread-safe.
 */
final class Differences {

    private static final String HELD = "hold";
    private static final String DENIED = "reject";

    private static final int MOST_TYPES = 1_000;
    private static final int MOST_ACCOUNTS = 10_000;
    private static final int SHOWN_ACCOUNTS = 200;
    private static final int EXAMPLES_OF_A_KIND = 25;
    private static final int EXAMPLES_OF_AN_ACCOUNT = 3;

    private final TrialSide inForce;
    private final TrialSide changed;
    private final DeltaTable detectors = new DeltaTable(MOST_TYPES);
    private final DeltaTable accounts = new DeltaTable(MOST_ACCOUNTS);
    private final List<Example> examples = new ArrayList<>();
    private long learned;
    private long compared;
    private long heldThen;
    private long deniedThen;

    Differences() {
        this(TrialSide.MOST_INCIDENTS);
    }

    /** Remembering so many incidents of each. */
    Differences(int mostIncidents) {
        inForce = new TrialSide(mostIncidents);
        changed = new TrialSide(mostIncidents);
    }

    /** An event before the period. */
    void learned() {
        learned++;
    }

    /** An event of the period, what came of it then, and what the two make of it. */
    void compared(Event event, EventOutcome then, Assessment before, Assessment after) {
        compared++;
        heldThen += event.sends() && then.verdict().equals(HELD) ? 1 : 0;
        deniedThen += TrialSide.right(event) && then.verdict().equals(DENIED) && !then.has(Mark.BLOCKED) ? 1 : 0;
        inForce.saw(event, before);
        changed.saw(event, after);
        if (TrialSide.holds(before) != TrialSide.holds(after)) {
            differs(Kind.MESSAGE, event, before, after);
        }
        if (TrialSide.denies(event, before) != TrialSide.denies(event, after)) {
            differs(Kind.LOGIN, event, before, after);
        }
    }

    private void differs(Kind kind, Event event, Assessment before, Assessment after) {
        boolean raised = !after.verdict().passes();
        Assessment stops = raised ? after : before;
        List<String> types = (raised ? changed : inForce).types(event, stops);
        note(new Example(
                kind,
                raised,
                event.at(),
                event.account(),
                types,
                stops.verdict().explanation().text()));
    }

    private void note(Example one) {
        accounts.count(one.account().name(), one.kind(), one.raised());
        one.types().forEach(type -> detectors.count(type, one.kind(), one.raised()));
        long alike = examples.stream()
                .filter(other -> other.kind() == one.kind() && other.raised() == one.raised())
                .count();
        long itsOwn = examples.stream()
                .filter(other -> other.kind() == one.kind()
                        && other.raised() == one.raised()
                        && other.account().equals(one.account()))
                .count();
        if (alike < EXAMPLES_OF_A_KIND && itsOwn < EXAMPLES_OF_AN_ACCOUNT) {
            examples.add(one);
        }
    }

    /** All of it; asked once, at the end. */
    BacktestResult result() {
        Map<Account, List<RaisedIncident>> before = inForce.byAccount();
        Map<Account, List<RaisedIncident>> after = changed.byAccount();
        Set<Account> all = new LinkedHashSet<>(before.keySet());
        all.addAll(after.keySet());
        all.forEach(account -> pair(before.getOrDefault(account, List.of()), after.getOrDefault(account, List.of())));
        List<BacktestResult.Row> shown = accounts.rows(SHOWN_ACCOUNTS);
        return new BacktestResult(
                new Read(learned, compared, heldThen, deniedThen),
                inForce.totals(),
                changed.totals(),
                detectors.rows(MOST_TYPES),
                shown,
                accounts.size() - shown.size(),
                examples,
                inForce.whole() && changed.whole());
    }

    private void pair(List<RaisedIncident> before, List<RaisedIncident> after) {
        List<RaisedIncident> left = new ArrayList<>(before);
        for (RaisedIncident one : after) {
            Optional<RaisedIncident> same = left.stream().filter(one::meets).findFirst();
            same.ifPresent(left::remove);
            if (same.isEmpty()) {
                note(example(Kind.INCIDENT, true, one));
            } else if (same.get().critical() != one.critical()) {
                note(example(Kind.CRITICAL, one.critical(), one.critical() ? one : same.get()));
            }
        }
        left.forEach(one -> note(example(Kind.INCIDENT, false, one)));
    }

    private static Example example(Kind kind, boolean raised, RaisedIncident of) {
        return new Example(kind, raised, of.opened(), of.account(), of.types(), of.words());
    }
}

package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.review.backtest.BacktestResult.Totals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one of the two engines did in the period; of very many incidents, the first ones. Not thread-safe. */
final class TrialSide {

    // Some 20 MB.
    static final int MOST_INCIDENTS = 50_000;

    private final int most;
    private final Map<String, RaisedIncident> incidents = new LinkedHashMap<>();
    private final Map<Account, String> latest = new HashMap<>();
    private long messages;
    private long logins;
    private boolean whole = true;

    TrialSide(int most) {
        this.most = most;
    }

    /** It made that of the event. */
    void saw(Event event, Assessment assessment) {
        assessment.incident().ifPresent(this::keep);
        messages += holds(assessment) ? 1 : 0;
        logins += denies(event, assessment) ? 1 : 0;
    }

    private void keep(Incident incident) {
        if (incidents.size() < most || incidents.containsKey(incident.id())) {
            incidents.put(incident.id(), RaisedIncident.of(incident));
            latest.put(incident.account(), incident.id());
        } else {
            whole = false;
        }
    }

    static boolean holds(Assessment assessment) {
        return assessment.verdict().holds();
    }

    /** Whether somebody was not let in who knew the password: what is denied besides was refused by James. */
    static boolean denies(Event event, Assessment assessment) {
        return assessment.verdict().denies() && right(event);
    }

    /** Whether it is a login with the right password. */
    static boolean right(Event event) {
        return event.login().filter(Login::accepted).isPresent();
    }

    /** What speaks for its answer: what was found in the event, or else in the account's incident. */
    List<String> types(Event event, Assessment assessment) {
        List<String> found =
                assessment.anomalies().stream().map(Anomaly::type).distinct().toList();
        String id = latest.get(event.account());
        RaisedIncident standing = id == null ? null : incidents.get(id);
        return found.isEmpty() && standing != null ? standing.types() : found;
    }

    /** By account, in the order in which they opened. */
    Map<Account, List<RaisedIncident>> byAccount() {
        Map<Account, List<RaisedIncident>> all = new LinkedHashMap<>();
        incidents.values().forEach(one -> all.computeIfAbsent(one.account(), account -> new ArrayList<>(1))
                .add(one));
        return all;
    }

    Totals totals() {
        long critical =
                incidents.values().stream().filter(RaisedIncident::critical).count();
        return new Totals(incidents.size(), critical, messages, logins);
    }

    boolean whole() {
        return whole;
    }
}

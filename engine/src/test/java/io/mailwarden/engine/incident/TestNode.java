package io.mailwarden.engine.incident;

import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A node whose writer runs when the test says so. */
final class TestNode implements IncidentListener {

    static final Duration WEEK = Duration.ofDays(7);

    final Alarms alarms = new Alarms(TestClock.at("2026-05-03T12:00:00Z"));
    final List<Incident> opened = new ArrayList<>();
    final List<Incident> committed = new ArrayList<>();
    final List<Duration> retries = new ArrayList<>();
    final Incidents incidents;
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    TestNode(IncidentStore store, int node) {
        this(store, node, 1_000);
    }

    TestNode(IncidentStore store, int node, int mostWaiting) {
        incidents = new Incidents(
                store,
                new IncidentCache(mostWaiting, Integer.MAX_VALUE),
                view -> new IncidentWriter(store, view, tasks::add, this::retry, alarms, new IncidentPublisher(this)),
                WEEK,
                node,
                0);
    }

    private void retry(Duration delay, Runnable task) {
        retries.add(delay);
        tasks.add(task);
    }

    /** The writer does what it has to do, each failed attempt once. */
    void write() {
        for (int waiting = tasks.size(); waiting > 0; waiting--) {
            tasks.remove().run();
        }
    }

    /** How many tasks the writer has. */
    int tasks() {
        return tasks.size();
    }

    boolean alarmed(String cause) {
        return alarms.standing().stream().anyMatch(alarm -> alarm.cause().equals(cause));
    }

    @Override
    public void opened(Incident incident) {
        opened.add(incident);
    }

    @Override
    public void committed(Incident incident) {
        committed.add(incident);
    }
}

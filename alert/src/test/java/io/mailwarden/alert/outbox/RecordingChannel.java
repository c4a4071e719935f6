package io.mailwarden.alert.outbox;

import io.mailwarden.engine.response.alert.Alert;
import java.util.ArrayList;
import java.util.List;

/** A channel that remembers what it was given, and fails when it is told to. */
final class RecordingChannel implements Channel {

    private final String name;
    private final List<String> ids = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private RuntimeException fault = new NotDelivered("none", null);
    private boolean failing;
    private int asked;

    RecordingChannel(String name) {
        this.name = name;
    }

    void failWith(RuntimeException reason) {
        fault = reason;
        failing = true;
    }

    void work() {
        failing = false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void deliver(String id, Alert alert) {
        asked++;
        if (failing) {
            throw fault;
        }
        ids.add(id);
        alerts.add(alert);
    }

    @Override
    public String tried(String id, Alert alert) {
        deliver(id, alert);
        return "taken";
    }

    List<String> ids() {
        return ids;
    }

    List<Alert> alerts() {
        return alerts;
    }

    int asked() {
        return asked;
    }
}

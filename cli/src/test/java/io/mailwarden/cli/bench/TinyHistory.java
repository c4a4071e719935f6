package io.mailwarden.cli.bench;

import io.mailwarden.cli.bench.history.History;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.EventLines;
import io.mailwarden.settings.ConfigurationReader;
import io.mailwarden.settings.FileNames;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A history that a person can count. */
final class TinyHistory implements History {

    static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    static final Account BOB = new Account("bob@example.org");

    private final List<Event> events = new ArrayList<>();
    private Instant now = START;

    /** Critical logins are let in, so that what comes after them can be held. */
    static EngineConfig lettingIn() {
        return new ConfigurationReader(FileNames.besideConf(Path.of("conf")))
                .read("policy.critical-login=allow\n")
                .engine();
    }

    TinyHistory after(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** So many days, each with a login and a message of Bob's. */
    TinyHistory days(int days) {
        for (int day = 0; day < days; day++) {
            login("").message().after(Duration.ofDays(1));
        }
        return this;
    }

    TinyHistory login(String network) {
        events.add(login(now, network));
        return this;
    }

    static Event login(Instant at, String network) {
        String geo = network.isEmpty() ? "" : ",\"network\":\"" + network + "\"";
        String ip = network.isEmpty() ? "248.0.0.1" : "248.0.1.1";
        return EventLines.parse(
                """
                {"kind":"login","time":"%s","account":"%s","protocol":"imap","outcome":"accepted","ip":"%s",\
                "geo":{"country":"DE","lat":53.5,"lon":10,"accuracyKm":20%s}}"""
                        .formatted(at, BOB, ip, geo));
    }

    TinyHistory refused() {
        events.add(EventLines.parse(
                "{\"kind\":\"login\",\"time\":\"%s\",\"account\":\"%s\",\"outcome\":\"refused\"}".formatted(now, BOB)));
        return this;
    }

    TinyHistory message() {
        events.add(message(now));
        return this;
    }

    static Event message(Instant at) {
        return EventLines.parse(
                "{\"kind\":\"message\",\"time\":\"%s\",\"account\":\"%s\",\"recipients\":[\"friend@example.net\"]}"
                        .formatted(at, BOB));
    }

    @Override
    public String name() {
        return "tiny";
    }

    @Override
    public void replay(Consumer<Event> sink) {
        events.forEach(sink);
    }

    @Override
    public String trouble(Account account) {
        return "honest-bob";
    }
}

package io.mailwarden.cli.bench.history;

import io.mailwarden.engine.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Writes down what one person does in one day, as the server sees it. */
final class Diary {

    // Mail programs keep a submission session for some minutes.
    private static final Duration SESSION = Duration.ofMinutes(5);

    private final Person person;
    private final Consumer<Event> events;
    private Instant sessionUntil = Instant.MIN;
    private String sessionFrom = "";

    Diary(Person person, Consumer<Event> events) {
        this.person = person;
        this.events = events;
    }

    void reads(Instant at, Device device) {
        events.accept(EventText.login(at, person.account, device, "imap"));
    }

    void refused(Instant at, Device device, int mark) {
        events.accept(EventText.refused(at, person.account, device, "imap", mark));
    }

    void writes(Instant at, Device device) {
        sends(at, device, person.contacts.some(person.dice), MadeUpMessage.everyday(person.account, person.dice));
    }

    /** One message, after a login where the last session is over. */
    void sends(Instant at, Device device, List<String> recipients, MadeUpMessage mail) {
        if (at.isAfter(sessionUntil) || !sessionFrom.equals(device.from().ip())) {
            events.accept(EventText.login(at.minusSeconds(2), person.account, device, "smtp"));
        }
        sessionUntil = at.plus(SESSION);
        sessionFrom = device.from().ip();
        events.accept(EventText.message(at, person.account, device.from(), recipients, mail));
    }
}

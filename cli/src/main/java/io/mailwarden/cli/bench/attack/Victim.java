package io.mailwarden.cli.bench.attack;

import io.mailwarden.cli.bench.history.Device;
import io.mailwarden.cli.bench.history.From;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a thief can find out about the account that he attacks: he has its password, and so its mailbox. */
public final class Victim {

    private static final int MOST_CONTACTS = 200;
    private static final int HOURS = 24;

    private final Survey.Owner owner;
    private final Set<String> contacts = new LinkedHashSet<>();
    private final int[] busy = new int[HOURS];
    private Login.@Nullable Source home;

    /** A victim of whom nothing is known yet. */
    public Victim(Survey.Owner owner) {
        this.owner = owner;
    }

    /** Something that its owner did. */
    public void saw(Event event) {
        busy[event.at().atOffset(ZoneOffset.UTC).getHour()]++;
        event.message().ifPresent(message -> message.recipients().forEach(this::contact));
        event.login().filter(Login::accepted).ifPresent(this::from);
    }

    private void from(Login login) {
        boolean atHome = Survey.countryOf(login).orElse("").equals(owner.country());
        if (atHome || home == null) {
            home = login.source().orElse(home);
        }
    }

    // The latest stay.
    private void contact(String recipient) {
        contacts.remove(recipient);
        contacts.add(recipient);
        if (contacts.size() > MOST_CONTACTS) {
            contacts.remove(contacts.iterator().next());
        }
    }

    String account() {
        return owner.account().name();
    }

    String country() {
        return owner.country();
    }

    /** From where and with what its owner mostly works; empty when no login told. */
    Optional<Device> ownDevice() {
        return Optional.ofNullable(home).map(Victim::device);
    }

    static Device device(Login.Source source) {
        return new Device(new From(source.address().toString(), source.geo()), client(source));
    }

    private static String client(Login.Source source) {
        List<String> pairs = Stream.of(
                        pair("name", source.client().family()),
                        pair("version", source.client().version()),
                        pair("os", source.client().system()))
                .filter(pair -> !pair.isEmpty())
                .toList();
        return String.join(" ", pairs);
    }

    private static String pair(String name, String value) {
        return value.isEmpty() ? "" : '"' + name + "\" \"" + value.replace('"', '\'') + '"';
    }

    /** Whom it wrote to last, at most so many. */
    List<String> contacts(int most) {
        return contacts.stream().skip(Math.max(0, contacts.size() - most)).toList();
    }

    /** The hour, UTC, in the middle of the three that its owner uses least. */
    int quietHour() {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int hour = 0; hour < HOURS; hour++) {
            int around = busy[(hour + HOURS - 1) % HOURS] + busy[hour] + busy[(hour + 1) % HOURS];
            if (around < least) {
                least = around;
                best = hour;
            }
        }
        return best;
    }
}

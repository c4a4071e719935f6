package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.line.EximArrival;
import io.mailwarden.cli.imports.line.EximDelivery;
import io.mailwarden.cli.imports.line.EximText;
import io.mailwarden.cli.imports.line.LogLine;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What Exim's main log says of logins, of the messages that accounts send, and of what becomes of them. Exim tells of a
 * login with each message, and of connections not at all: each message is a login. Not thread-safe.
 */
final class EximLines implements ProgramLines {

    private static final String FAILED = " authenticator failed for ";
    private static final String WRONG = ": 535 Incorrect authentication data";
    private static final String SET_ID = " (set_id=";

    private final Accounts accounts;
    private final Failures failures;
    private final Consumer<Event> events;
    private final LoggedMessages messages;

    EximLines(Accounts accounts, Failures failures, Consumer<Event> events, LoggedMessages messages) {
        this.accounts = accounts;
        this.failures = failures;
        this.events = events;
        this.messages = messages;
    }

    @Override
    public boolean read(Instant at, LogLine line) throws Unusable {
        String text = EximText.withoutProcess(line.text());
        int id = EximText.idLength(text);
        if (id == 0 || id + 1 >= text.length()) {
            return refused(at, text);
        }
        String queue = line.host() + "/exim/" + text.substring(0, id);
        String rest = text.substring(id + 1);
        int space = rest.indexOf(' ');
        return switch (space < 0 ? rest : rest.substring(0, space)) {
            case "<=" -> arrived(at, queue, rest.substring(space + 1));
            case "=>", "->", ">>", "**", "==" -> tried(at, queue, rest, space);
            case "Completed" -> done(queue);
            default -> false;
        };
    }

    private boolean arrived(Instant at, String queue, String text) throws Unusable {
        EximArrival arrival = EximArrival.parse(text);
        if (arrival == null || arrival.user().isEmpty()) {
            return false;
        }
        Account account = accounts.of(arrival.user());
        Address address = Address.parse(arrival.address()).orElseThrow(() -> new Unusable(Reason.NO_ADDRESS));
        failures.loggedIn(at, account, address);
        events.accept(login(at, account, Login.Outcome.ACCEPTED, address, arrival.tls()));
        LoggedMessage message = new LoggedMessage(at, account, address);
        message.messageId(arrival.messageId().isEmpty() ? "" : '<' + arrival.messageId() + '>');
        message.queued(arrival.bytes(), arrival.recipients().size());
        messages.open(queue, message);
        arrival.recipients().forEach(recipient -> messages.tried(message, recipient, recipient));
        messages.tellIfComplete(message);
        return true;
    }

    private static Login login(Instant at, Account account, Login.Outcome outcome, Address address, boolean tls) {
        Login.Source source = new Login.Source(address, Client.UNKNOWN, tls, "", Optional.empty());
        return new Login(at, account, Protocol.SMTP, outcome, Optional.of(source), Login.Secret.NONE);
    }

    private boolean tried(Instant at, String queue, String rest, int flag) {
        LoggedMessage message = messages.find(queue);
        EximDelivery delivery = message == null ? null : EximDelivery.parse(rest.substring(flag + 1));
        if (message == null || delivery == null) {
            return false;
        }
        messages.tried(message, delivery.to(), delivery.given());
        if (rest.startsWith("**")) {
            message.returned(at, delivery.given(), delivery.code()).ifPresent(events);
        }
        return true;
    }

    private boolean done(String queue) {
        boolean known = messages.find(queue) != null;
        messages.removed(queue);
        return known;
    }

    // "plain authenticator failed for (laptop) [192.0.2.1]: 535 Incorrect authentication data (set_id=bob)"
    private boolean refused(Instant at, String text) throws Unusable {
        int driver = text.indexOf(' ');
        if (driver <= 0 || !text.startsWith(FAILED, driver)) {
            return false;
        }
        int wrong = text.indexOf(WRONG);
        if (wrong < 0) {
            throw new Unusable(Reason.NO_WRONG_PASSWORD);
        }
        Address address = address(text.substring(driver + FAILED.length(), wrong));
        int name = wrong + WRONG.length();
        boolean named = text.startsWith(SET_ID, name) && text.endsWith(")");
        Account account = accounts.of(named ? text.substring(name + SET_ID.length(), text.length() - 1) : "");
        failures.told(login(at, account, Login.Outcome.REFUSED, address, false), address, 1);
        return true;
    }

    // "host.example.net (laptop) [192.0.2.1]:51234 I=[192.0.2.25]:25": what a client calls itself stands in brackets.
    private static Address address(String host) throws Unusable {
        @Nullable String literal = EximArrival.addressOf(host);
        return Optional.ofNullable(literal).flatMap(Address::parse).orElseThrow(() -> new Unusable(Reason.NO_ADDRESS));
    }
}

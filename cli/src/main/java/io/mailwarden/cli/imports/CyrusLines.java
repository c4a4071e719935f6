package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.line.LogLine;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What Cyrus 2.4 to 3.10 says of logins: "login: host [192.0.2.1] bob PLAIN+TLS User logged in SESSIONID=&lt;x&gt;",
 * "badlogin: host [192.0.2.1] plaintext (bob) [SASL(-13): authentication failure: …]". Of a refused SASL login it tells
 * no name. Not thread-safe.
 */
final class CyrusLines implements ProgramLines {

    private static final String LOGIN = "login: ";
    private static final String BAD = "badlogin: ";
    private static final String SESSION = " SESSIONID=<";
    private static final String IN = "User logged in";
    // Cyrus SASL: authentication failure, and no such user. All others are trouble, rules and slips.
    private static final List<String> WRONG = List.of("SASL(-13)", "SASL(-20)");
    private static final String NAMED = "plaintext ";
    private static final String NOBODY = "-notset-";

    private final Accounts accounts;
    private final Failures failures;
    private final Consumer<Event> events;

    CyrusLines(Accounts accounts, Failures failures, Consumer<Event> events) {
        this.accounts = accounts;
        this.failures = failures;
        this.events = events;
    }

    @Override
    public boolean read(Instant at, LogLine line) throws Unusable {
        String text = line.text();
        boolean accepted = text.startsWith(LOGIN);
        if (!accepted && !text.startsWith(BAD)) {
            return false;
        }
        int open = text.indexOf('[');
        int close = open < 0 ? -1 : text.indexOf("] ", open);
        if (close < 0) {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        Address address =
                Address.parse(text.substring(open + 1, close)).orElseThrow(() -> new Unusable(Reason.NO_ADDRESS));
        String rest = text.substring(close + 2);
        if (accepted) {
            return entered(at, protocol(line.program()), address, rest);
        }
        refused(at, protocol(line.program()), address, rest);
        return true;
    }

    // "bob PLAIN+TLS User logged in SESSIONID=<x>"
    private boolean entered(Instant at, Protocol protocol, Address address, String rest) throws Unusable {
        int in = rest.indexOf(IN);
        int user = rest.indexOf(' ');
        if (in < 0 || user < 0 || user > in) {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        int session = rest.indexOf(SESSION, in);
        int end = session < 0 ? -1 : rest.indexOf('>', session);
        String name = end < 0 ? "" : rest.substring(session + SESSION.length(), end);
        boolean tls = rest.substring(user, in).contains("+TLS");
        Account account = accounts.of(rest.substring(0, user));
        failures.loggedIn(at, account, address);
        events.accept(login(at, account, protocol, Login.Outcome.ACCEPTED, source(address, tls, name)));
        return true;
    }

    private void refused(Instant at, Protocol protocol, Address address, String rest) throws Unusable {
        if (WRONG.stream().noneMatch(rest::contains) && rest.contains("SASL(")) {
            throw new Unusable(Reason.NO_WRONG_PASSWORD);
        }
        Account account = accounts.of(name(rest));
        failures.told(login(at, account, protocol, Login.Outcome.REFUSED, source(address, false, "")), address, 1);
    }

    // "(bob)" since 3.0, of any method; "bob" before, of plaintext alone.
    private static String name(String rest) {
        int method = rest.indexOf(' ');
        int open = method + 1;
        if (method > 0 && rest.startsWith("(", open)) {
            int close = rest.indexOf(") [", open);
            String name = close < 0 ? "" : rest.substring(open + 1, close);
            return name.equals(NOBODY) ? "" : name;
        }
        if (!rest.startsWith(NAMED)) {
            return "";
        }
        int end = rest.indexOf(' ', NAMED.length());
        String name = rest.substring(NAMED.length(), end < 0 ? rest.length() : end);
        return name.startsWith("[") || name.startsWith("SASL(") ? "" : name;
    }

    private static Login.Source source(Address address, boolean tls, String session) {
        return new Login.Source(address, Client.UNKNOWN, tls, session, Optional.empty());
    }

    private static Login login(
            Instant at, Account account, Protocol protocol, Login.Outcome outcome, Login.Source source) {
        return new Login(at, account, protocol, outcome, Optional.of(source), Login.Secret.NONE);
    }

    private static Protocol protocol(String program) {
        String name = program.substring(program.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (name.startsWith("imap")) {
            return Protocol.IMAP;
        }
        if (name.startsWith("pop3")) {
            return Protocol.POP3;
        }
        return name.contains("sieve") ? Protocol.MANAGESIEVE : Protocol.OTHER;
    }
}

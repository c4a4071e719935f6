package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.line.LogLine;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Dovecot 2.0 to 2.4 says of logins and clients, also where it is a proxy before others. Not thread-safe. */
final class DovecotLines implements ProgramLines {

    private static final int MOST_SESSIONS = 50_000;
    private static final int MOST_DIGITS = 6;

    private static final Map<String, Protocol> PROTOCOLS = Map.of(
            "imap", Protocol.IMAP,
            "pop3", Protocol.POP3,
            "managesieve", Protocol.MANAGESIEVE,
            "submission", Protocol.SMTP);

    // Some set-ups log the program's name twice.
    private static final String TWICE = "dovecot: ";
    private static final String LOGIN = "-login";
    private static final String LEVEL = "Info: ";
    private static final String PROXY = "proxy(";
    private static final String FAILED = "(auth failed, ";
    private static final String ID_SENT = "ID sent: ";

    // Why a login ended: in none of these was a password wrong.
    private static final List<String> NOT_WRONG = List.of(
            "(auth service reported temporary failure",
            "(auth process",
            "(internal failure",
            "(user disabled",
            "(password expired",
            "(authorization failed",
            "(login disabled",
            "(disconnected before auth was ready",
            "(disconnected while ",
            "(disconnected during auth",
            "(client didn't finish SASL auth",
            "(tried to use disallowed plaintext auth",
            "(tried to use disabled plaintext auth",
            "(tried to use unsupported auth mechanism",
            "(sent invalid base64",
            "(cert required",
            "(client didn't send a cert",
            "(client sent an invalid cert");
    // What a server behind the proxy answered when it is in trouble itself.
    private static final List<String> TROUBLE = List.of(
            "[unavailable]", "temporary", "temporarily", "internal", "timed out", "timeout", "connect", "not ready");

    private static final Pattern ID_SESSION = Pattern.compile("^.*, session=<([^<>\\s]{1,128})>$");
    private static final Pattern ID_AFTER =
            Pattern.compile("^imap\\(([^()\\s]*)\\)(?:<\\d+>)?<([^<>\\s]{1,128})>: (?:Info: )?ID sent: (.*)$");
    private static final Pattern ID_PAIR = Pattern.compile("(?:^|, )(name|version|os)=(.*?)(?=, [a-z][a-z-]{0,30}=|$)");

    private final Map<String, Client> clients = new BoundedMap<>(MOST_SESSIONS);
    private final Accounts accounts;
    private final Failures failures;
    private final Consumer<Event> events;
    private final DovecotAuth auth;

    DovecotLines(Accounts accounts, Failures failures, Consumer<Event> events) {
        this.accounts = accounts;
        this.failures = failures;
        this.events = events;
        auth = new DovecotAuth(accounts, failures);
    }

    @Override
    public boolean read(Instant at, LogLine line) throws Unusable {
        String said = line.text().stripLeading();
        String text = said.startsWith(TWICE) ? said.substring(TWICE.length()) : said;
        if (text.startsWith("auth")) {
            return auth.read(at, text);
        }
        int door = text.indexOf(LOGIN);
        Protocol protocol = door < 0 ? null : PROTOCOLS.get(text.substring(0, door));
        int start = protocol == null ? -1 : pastHead(text, door + LOGIN.length());
        return protocol == null || start < 0 ? inside(at, text) : atDoor(at, protocol, text.substring(start));
    }

    // Past "(1)<2><session>: Info: "; -1 where there is something else.
    private static int pastHead(String text, int start) {
        int at = past(text, start, '(', ')');
        for (int i = 0; i < 3; i++) {
            at = past(text, at, '<', '>');
        }
        if (!text.startsWith(": ", at)) {
            return -1;
        }
        at += 2;
        return text.startsWith(LEVEL, at) ? at + LEVEL.length() : at;
    }

    private static int past(String text, int start, char open, char close) {
        int end = start < text.length() && text.charAt(start) == open ? text.indexOf(close, start) : -1;
        return end < 0 ? start : end + 1;
    }

    private boolean atDoor(Instant at, Protocol protocol, String text) throws Unusable {
        for (String entered : List.of("Login: ", "Logged in: ")) {
            if (text.startsWith(entered)) {
                entered(at, protocol, Peer.parse(text.substring(entered.length())));
                return true;
            }
        }
        if (text.startsWith(ID_SENT)) {
            return introduced(text);
        }
        return text.startsWith(PROXY) ? proxied(at, protocol, text) : turnedAway(at, protocol, text);
    }

    private boolean turnedAway(Instant at, Protocol protocol, String text) throws Unusable {
        // All after it may be a stranger's words.
        int peer = beginOfPeer(text);
        String why = text.substring(0, peer < 0 ? text.length() : peer);
        int failed = why.indexOf(FAILED);
        if (failed < 0) {
            if (NOT_WRONG.stream().anyMatch(why::contains)) {
                throw new Unusable(Reason.NO_WRONG_PASSWORD);
            }
            return false;
        }
        int digits = failed + FAILED.length();
        int end = digits;
        while (end < why.length() && Character.digit(why.charAt(end), 10) >= 0) {
            end++;
        }
        if (peer < 0 || end == digits || end - digits > MOST_DIGITS || !why.startsWith(" attempt", end)) {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        Peer client = Peer.parse(text.substring(peer));
        Login refused = login(at, protocol, Login.Outcome.REFUSED, client, clientOf(client));
        failures.told(refused, client.address(), Integer.parseInt(why.substring(digits, end)));
        return true;
    }

    private static int beginOfPeer(String text) {
        int user = text.indexOf(": user=<");
        int address = text.indexOf(": rip=");
        int first = user < 0 || address >= 0 && address < user ? address : user;
        return first < 0 ? -1 : first + 2;
    }

    // "proxy(bob): started proxying to 192.0.2.3:143: user=<bob>, …"
    private boolean proxied(Instant at, Protocol protocol, String text) throws Unusable {
        int peer = beginOfPeer(text);
        int said = text.indexOf("): ");
        if (peer < 0 || said < 0 || said > peer) {
            return false;
        }
        String what = text.substring(said + "): ".length(), peer).toLowerCase(Locale.ROOT);
        if (what.startsWith("started proxying to ")) {
            entered(at, protocol, Peer.parse(text.substring(peer)));
            return true;
        }
        if (!what.startsWith("login failed to ")) {
            return false;
        }
        String why = what.substring(Math.max(0, what.indexOf(": ")));
        if (TROUBLE.stream().anyMatch(why::contains)) {
            throw new Unusable(Reason.NO_WRONG_PASSWORD);
        }
        Peer client = Peer.parse(text.substring(peer));
        failures.checked(
                login(
                        at,
                        protocol,
                        Login.Outcome.REFUSED,
                        client,
                        clients.getOrDefault(client.session(), Client.UNKNOWN)),
                client.address());
        return true;
    }

    private void entered(Instant at, Protocol protocol, Peer peer) throws Unusable {
        if (auth.isOpened(at, peer.user()) && peer.master().isEmpty()) {
            throw new Unusable(Reason.MASTER);
        }
        Login login = login(at, protocol, Login.Outcome.ACCEPTED, peer, clientOf(peer));
        failures.loggedIn(at, login.account(), peer.address());
        events.accept(login);
    }

    private Login login(Instant at, Protocol protocol, Login.Outcome outcome, Peer peer, Client client)
            throws Unusable {
        Account account = accounts.of(peer.user());
        return new Login(at, account, protocol, outcome, peer.source(client), secret(peer, account));
    }

    private Login.Secret secret(Peer peer, Account account) throws Unusable {
        String told = auth.master(peer.session(), peer.user(), peer.address().toString());
        @Nullable String master = told == null && !peer.master().isEmpty() ? peer.master() : told;
        Optional<Account> delegate = master == null ? Optional.empty() : Optional.of(accounts.of(master));
        return delegate.isEmpty() || delegate.get().equals(account)
                ? Login.Secret.NONE
                : new Login.Secret(OptionalInt.empty(), delegate);
    }

    private Client clientOf(Peer peer) {
        Client client = clients.remove(peer.session());
        return client == null ? Client.UNKNOWN : client;
    }

    // Before the login: the client's name waits for it.
    private boolean introduced(String text) {
        Matcher session = ID_SESSION.matcher(text);
        int user = text.lastIndexOf(": user=<");
        int end = user < 0 ? text.lastIndexOf(": rip=") : user;
        if (end < ID_SENT.length() || !session.matches()) {
            return false;
        }
        Client client = client(text.substring(ID_SENT.length(), end));
        if (client.isKnown()) {
            clients.put(session.group(1), client);
        }
        return client.isKnown();
    }

    private boolean inside(Instant at, String text) throws Unusable {
        // Nearly all lines are none: a look before the pattern.
        int sent = text.startsWith("imap(") ? text.indexOf(ID_SENT) : -1;
        Matcher id = sent < 0 ? null : ID_AFTER.matcher(text);
        if (id == null || !id.matches()) {
            return false;
        }
        Client client = client(id.group(3));
        if (client.isKnown()) {
            events.accept(new ClientSeen(OldLogs.after(at), accounts.of(id.group(1)), id.group(2), client));
        }
        return client.isKnown();
    }

    private static Client client(String fields) {
        Map<String, String> told = new HashMap<>();
        Matcher pair = ID_PAIR.matcher(fields);
        while (pair.find()) {
            told.putIfAbsent(pair.group(1), pair.group(2));
        }
        return Client.ofImapId(told);
    }
}

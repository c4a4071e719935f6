package io.mailwarden.cli.imports;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Dovecot 2.0 to 2.4 says of logins and clients. Not thread-safe. */
final class DovecotLines {

    private static final int MOST_SESSIONS = 50_000;

    private static final Map<String, Protocol> PROTOCOLS = Map.of(
            "imap", Protocol.IMAP,
            "pop3", Protocol.POP3,
            "managesieve", Protocol.MANAGESIEVE,
            "submission", Protocol.SMTP);

    // Some set-ups log the program's name twice.
    private static final String TWICE = "dovecot: ";

    private static final Pattern DOOR = Pattern.compile(
            "^(imap|pop3|managesieve|submission)-login(?:\\(\\d+\\))?(?:<[^<>\\s]*>){0,3}: (?:Info: )?(.*)$");
    private static final Pattern ENTERED = Pattern.compile("^(?:Login|Logged in): (.*)$");
    private static final Pattern TURNED_AWAY = Pattern.compile("^[A-Z][^<>(]*\\(auth failed, (\\d{1,6}) attempts"
            + "(?: in \\d+ secs)?\\)(?: \\([^()<>]*\\)){0,3}: (.*)$");
    private static final String ID_SENT = "ID sent: ";
    private static final Pattern ID_AFTER =
            Pattern.compile("^imap\\(([^()\\s]*)\\)(?:<\\d+>)?<([^<>\\s]{1,128})>: (?:Info: )?ID sent: (.*)$");
    private static final Pattern ID_SESSION = Pattern.compile("^.*, session=<([^<>\\s]{1,128})>$");
    private static final Pattern ID_PAIR = Pattern.compile("(?:^|, )(name|version|os)=(.*?)(?=, [a-z][a-z-]{0,30}=|$)");

    private static final String SAID = "(?:[Uu]nknown user|[Pp]assword mismatch|[Ii]nvalid credentials"
            + "|pam_authenticate\\(\\) failed: (?:Authentication failure|User not known)).*$";
    private static final String USER = "\\((?<user>[^\\s,()<>]*),(?<address>[^\\s,()<>]+)";
    // 2.0 to 2.3: "auth-worker(1): conn …: auth-worker<2>: sql(bob,192.0.2.1,<session>): unknown user"
    private static final Pattern CHECKED = Pattern.compile("^auth(?:-worker)?(?:\\(\\w*\\))?: (?:Info: )?"
            + "(?:conn unix:[^\\s:]* \\([^()]*\\): auth-worker<\\d+>: )?[a-z][a-z-]*" + USER + "(?:,<[^<>\\s]*>)?\\): "
            + SAID);
    // 2.4: "auth(bob,192.0.2.1,sasl:plain)<session>: sql: Password mismatch"
    private static final Pattern CHECKED_NOW = Pattern.compile("^auth(?:-worker)?" + USER
            + "(?:,sasl:[a-z0-9-]+)?\\)(?:<[^<>\\s]*>){0,3}: (?:request \\[\\d+\\]: )?(?:Info: )?[a-z][a-z-]*: "
            + SAID);

    private final Map<String, Client> clients = new BoundedMap<>(MOST_SESSIONS);
    private final Accounts accounts;
    private final Failures failures;
    private final Consumer<Event> events;

    DovecotLines(Accounts accounts, Failures failures, Consumer<Event> events) {
        this.accounts = accounts;
        this.failures = failures;
        this.events = events;
    }

    /** Reads what was said then; false when there is nothing to learn from it. */
    boolean read(Instant at, String said) throws Unusable {
        String text = said.startsWith(TWICE) ? said.substring(TWICE.length()) : said;
        if (text.startsWith("auth")) {
            return checked(at, text);
        }
        Matcher door = DOOR.matcher(text);
        return door.matches()
                ? atDoor(at, PROTOCOLS.getOrDefault(door.group(1), Protocol.OTHER), door.group(2))
                : inside(at, text);
    }

    private boolean atDoor(Instant at, Protocol protocol, String text) throws Unusable {
        Matcher entered = ENTERED.matcher(text);
        if (entered.matches()) {
            entered(at, protocol, Peer.parse(entered.group(1)));
            return true;
        }
        if (text.startsWith(ID_SENT)) {
            return introduced(text);
        }
        int failed = text.indexOf("(auth failed, ");
        int user = text.indexOf("user=<");
        if (failed < 0 || (user >= 0 && user < failed)) {
            return false;
        }
        Matcher turnedAway = TURNED_AWAY.matcher(text);
        if (!turnedAway.matches()) {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        Peer peer = Peer.parse(turnedAway.group(2));
        Login refused = login(at, protocol, Login.Outcome.REFUSED, peer, clientOf(peer));
        failures.told(refused, peer.address(), Integer.parseInt(turnedAway.group(1)));
        return true;
    }

    private void entered(Instant at, Protocol protocol, Peer peer) throws Unusable {
        Login login = login(at, protocol, Login.Outcome.ACCEPTED, peer, clientOf(peer));
        failures.loggedIn(at, login.account(), peer.address());
        events.accept(login);
    }

    private Login login(Instant at, Protocol protocol, Login.Outcome outcome, Peer peer, Client client)
            throws Unusable {
        Account account = accounts.of(peer.user());
        return new Login(at, account, protocol, outcome, peer.source(client), Login.Secret.NONE);
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
        Matcher id = ID_AFTER.matcher(text);
        if (!id.matches()) {
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

    private boolean checked(Instant at, String text) throws Unusable {
        Matcher current = CHECKED_NOW.matcher(text);
        Matcher before = CHECKED.matcher(text);
        Matcher checked = current.matches() ? current : before;
        if (!current.matches() && !before.matches()) {
            return false;
        }
        Address address = Address.parse(checked.group("address")).orElseThrow(() -> new Unusable(Reason.NO_ADDRESS));
        failures.checked(at, accounts.of(checked.group("user")), address);
        return true;
    }
}

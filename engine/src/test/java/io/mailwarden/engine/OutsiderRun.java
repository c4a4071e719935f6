package io.mailwarden.engine;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.fixtures.TestMessage;
import io.mailwarden.engine.fixtures.TestStore;
import io.mailwarden.engine.incident.InMemoryIncidentStore;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.response.ResponseActions;
import io.mailwarden.engine.response.session.SessionDetails;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One life of a server, with its responses: what each step of the owners came to. Never closed: its engine has no
 * threads, and nobody reads what closing would save, which is a tenth of the time of a run.
 */
final class OutsiderRun {

    /** What a step of an owner came to. */
    enum Came {
        LET_IN,
        /** Rejected where the account was let in before. */
        SHUT_OUT,
        /** Rejected at a network where it never was. */
        DENIED,
        SENT,
        HELD,
        /** He has no session. */
        UNSENT,
        /** Not tried. */
        LEFT_OUT
    }

    /** A network of an account. */
    private record Used(Account account, String prefix) {}

    /** The session that an owner has now. */
    private record Open(Spot spot, int host, int step, AtomicBoolean ended) {}

    private final TestClock clock = TestClock.at(OutsiderScript.START);
    private final LastingEngine node =
            LastingEngine.on(new TestStore().node(1), new InMemoryIncidentStore(1_000), clock, Runnable::run, 1_000);
    private final Map<Account, Open> open = new HashMap<>();
    private final Set<Used> used = new HashSet<>();
    private final List<Came> came = new ArrayList<>();
    private final Map<Integer, Instant> ended = new HashMap<>();
    private final Map<Account, Instant> restricted = new HashMap<>();

    OutsiderRun(ResponseActions actions) {
        node.engine.equip(actions);
    }

    /** At that time, or now if that has passed. */
    void at(Instant time) {
        if (time.isAfter(clock.instant())) {
            clock.set(time);
        }
    }

    /** The right password. */
    void logsIn(Account account, Spot spot, int host, Client client) {
        boolean denied = examine(login(account, spot, host, client, Outcome.ACCEPTED, 7));
        boolean before = used.contains(new Used(account, spot.prefix()));
        if (denied) {
            note(account, before ? Came.SHUT_OUT : Came.DENIED);
            open.remove(account);
            return;
        }
        used.add(new Used(account, spot.prefix()));
        Open session = new Open(spot, host, came.size(), new AtomicBoolean());
        note(account, Came.LET_IN);
        open.put(account, session);
        SessionDetails details = new SessionDetails(
                account, Optional.empty(), Protocol.IMAP, Optional.of(address(spot, host)), client, true);
        node.engine.sessions().open(details, reason -> end(account, session));
    }

    private void end(Account account, Open session) {
        session.ended().set(true);
        if (OutsiderScript.OWNERS.contains(account)) {
            ended.putIfAbsent(session.step(), clock.instant());
        }
    }

    /** A message from where the account is logged in. */
    void sends(Account account, List<String> to, String id, Optional<Long> text) {
        Open session = open.get(account);
        if (session == null || session.ended().get()) {
            note(account, Came.UNSENT);
            return;
        }
        TestMessage message = TestMessage.to(to).id(id);
        Message.Content content = text.map(message::saying).orElse(message).content();
        boolean held = examine(new Message(
                clock.instant(),
                account,
                Optional.of(address(session.spot(), session.host())),
                Optional.of(session.spot().geo()),
                to,
                content));
        note(account, held ? Came.HELD : Came.SENT);
    }

    private void note(Account account, Came what) {
        if (OutsiderScript.OWNERS.contains(account)) {
            came.add(what);
        }
    }

    /** A wrong password. */
    void guesses(Account account, Spot spot, int host, int mark) {
        examine(login(account, spot, host, Client.UNKNOWN, Outcome.REFUSED, mark));
    }

    /** Somebody says that a message did not arrive. */
    void reports(Account account, String recipient, String id) {
        examine(new DeliveryReport(clock.instant(), account, recipient, "5.1.1", id));
    }

    /** A scanner finds phishing in what came from there. */
    void phishes(Account to, Spot spot, int host) {
        examine(new PhishingReceived(clock.instant(), to, address(spot, host)));
    }

    /** Whether it was stopped; what is due is answered. */
    private boolean examine(Event event) {
        boolean stopped = !node.engine.examine(event).verdict().passes();
        node.respond();
        OutsiderScript.OWNERS.stream()
                .filter(owner -> node.engine.restriction(owner) != Restriction.NONE)
                .forEach(owner -> restricted.putIfAbsent(owner, clock.instant()));
        return stopped;
    }

    private Login login(Account account, Spot spot, int host, Client client, Outcome outcome, int mark) {
        Login.Source source = new Login.Source(address(spot, host), client, true, "session", Optional.of(spot.geo()));
        Login.Secret secret = new Login.Secret(OptionalInt.of(mark), Optional.empty());
        return new Login(clock.instant(), account, Protocol.IMAP, outcome, Optional.of(source), secret);
    }

    private static Address address(Spot spot, int host) {
        return Address.parse(spot.prefix() + host).orElseThrow();
    }

    /** The next step of an owner is not done. */
    void leavesOut() {
        came.add(Came.LEFT_OUT);
    }

    /** What the owners' steps came to, in order. */
    List<Came> came() {
        return came;
    }

    /** When sessions were ended, by the number of their login among the steps. */
    Map<Integer, Instant> ended() {
        return ended;
    }

    /** Since when each was restricted in any way. */
    Map<Account, Instant> restricted() {
        return restricted;
    }

    /** All incidents, for people. */
    String incidents() {
        StringBuilder text = new StringBuilder();
        node.review().incidents(IncidentQuery.latest(50)).items().forEach(incident -> text.append(incident.account())
                .append(' ')
                .append(incident.findings())
                .append('\n'));
        return text.toString();
    }
}

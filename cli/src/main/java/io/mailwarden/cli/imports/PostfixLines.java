package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.line.LogLine;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Postfix says of logins, of the messages that accounts send, and of what becomes of them. Postfix tells of a
 * login with each message; those of one connection are one login. A connection without a message tells no name, and is
 * no login here. Not thread-safe.
 */
final class PostfixLines implements ProgramLines {

    private static final int MOST_CONNECTIONS = 10_000;
    private static final String NO_QUEUE = "NOQUEUE: ";
    private static final String PROXY_ACCEPT = "proxy-accept: END-OF-MESSAGE: ";
    private static final String QUEUED_AS = " queued as ";

    private static final String ID = "^(?<id>[0-9A-Za-z]{5,30}): ";
    private static final String HOST = "[^\\[\\]]*\\[(?<address>[^\\[\\]]+)\\](?::\\d+)?";
    private static final Pattern CLIENT = Pattern.compile(ID + "client=" + HOST
            + "(?:, orig_queue_id=(?<first>[0-9A-Za-z]{5,30}))?(?:, orig_client=(?<through>[^,]*))?"
            + "(?:, sasl_method=(?<method>[^,]*))?(?:, sasl_username=(?<user>.*?))?(?:, sasl_sender=.*)?$");
    private static final Pattern REFUSED = Pattern.compile(
            "^warning: " + HOST + ": SASL [^\\s:]+ authentication (?:failed|failure)(?<rest>(?::.*)?)$");
    // What Dovecot or Cyrus SASL answers, or Postfix by itself, when nobody gave a wrong password.
    private static final List<String> NOT_WRONG = List.of(
            "connection lost",
            "temporary",
            "invalid authentication mechanism",
            "no mechanism available",
            "generic failure",
            "not responding",
            "timed out",
            "timeout",
            "internal",
            "try again",
            "cannot connect",
            "server unavailable",
            "bad protocol",
            "invalid base64",
            "authentication aborted",
            "account is disabled",
            "password expired");
    private static final String USER = ", sasl_username=";
    private static final Pattern MESSAGE_ID = Pattern.compile(ID + "(?:resent-)?message-id=(?<messageId>.*)$");
    private static final Pattern QUEUED =
            Pattern.compile(ID + "from=<[^<>]*>, size=(?<size>\\d{1,18}), nrcpt=(?<count>\\d{1,9})\\b.*$");
    private static final Pattern REMOVED = Pattern.compile(ID + "removed$");
    // Who logged in last on a connection.
    private record Entered(Account account, Address address) {}

    private final Map<String, Entered> connections = new BoundedMap<>(MOST_CONNECTIONS);
    // When the message that a filter looks at was begun on a connection.
    private final Map<String, Instant> filtered = new BoundedMap<>(MOST_CONNECTIONS);
    private final LoggedMessages submissions;
    private final Accounts accounts;
    private final Failures failures;
    private final Consumer<Event> events;

    PostfixLines(Accounts accounts, Failures failures, Consumer<Event> events, LoggedMessages submissions) {
        this.accounts = accounts;
        this.failures = failures;
        this.events = events;
        this.submissions = submissions;
    }

    @Override
    public boolean read(Instant at, LogLine line) throws Unusable {
        String service = line.program().substring(line.program().lastIndexOf('/') + 1);
        return switch (service) {
            case "smtpd" -> door(at, line);
            case "cleanup" -> cleanup(line);
            case "qmgr", "oqmgr" -> queue(line);
            default -> delivery(at, line);
        };
    }

    @Override
    public void end() {
        submissions.end();
    }

    private boolean door(Instant at, LogLine line) throws Unusable {
        String text = line.text();
        if (text.startsWith("warning: ")) {
            return refused(at, line);
        }
        if (text.startsWith("connect from ") || text.startsWith("disconnect from ")) {
            connections.remove(connection(line));
            return false;
        }
        if (text.startsWith(PROXY_ACCEPT)) {
            return accepted(line);
        }
        Matcher client = CLIENT.matcher(text);
        if (client.matches()) {
            return submitted(at, line, client);
        }
        if (text.contains(USER) && !text.startsWith(NO_QUEUE)) {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        return false;
    }

    private boolean submitted(Instant at, LogLine line, Matcher client) throws Unusable {
        String id = queue(line, client.group("id"));
        if (client.group("first") != null) {
            return again(id, queue(line, client.group("first")));
        }
        if (client.group("user") == null) {
            return client.group("through") != null && behindFilter(id);
        }
        Account account = accounts.of(client.group("user"));
        Address address = Address.parse(client.group("address")).orElseThrow(() -> new Unusable(Reason.NO_ADDRESS));
        boolean queued = !line.text().startsWith(NO_QUEUE);
        Entered entered = new Entered(account, address);
        if (!entered.equals(connections.put(connection(line), entered))
                || line.process().isEmpty()) {
            String session = queued ? client.group("id") : "";
            Login login = login(at, line, account, Login.Outcome.ACCEPTED, address, session);
            failures.loggedIn(at, account, address);
            events.accept(login);
        }
        if (queued) {
            submissions.open(id, new LoggedMessage(at, account, address));
        } else {
            filtered.put(connection(line), at);
        }
        return true;
    }

    // A filter before the queue hands it on: whose it is, the door to the client tells afterwards.
    private boolean behindFilter(String id) {
        submissions.open(id, new LoggedMessage());
        return true;
    }

    // The reply is the filter's, the rest Postfix's own: "250 2.0.0 Ok: queued as 4A01; from=<…> … sasl_username=<…>"
    private boolean accepted(LogLine line) {
        int envelope = line.text().indexOf("; from=<");
        int queued = envelope < 0 ? -1 : line.text().lastIndexOf(QUEUED_AS, envelope);
        Entered entered = connections.get(connection(line));
        Instant at = filtered.remove(connection(line));
        if (queued < 0 || entered == null || at == null) {
            return false;
        }
        String id = line.text().substring(queued + QUEUED_AS.length(), envelope);
        LoggedMessage submission = submissions.find(queue(line, id));
        if (submission == null || submission.isGiven()) {
            return false;
        }
        submission.givenBy(at, entered.account(), entered.address());
        submissions.tellIfComplete(submission);
        return true;
    }

    // A content filter gave it back.
    private boolean again(String id, String first) {
        LoggedMessage submission = submissions.find(first);
        if (submission != null) {
            submissions.open(id, submission);
        }
        return submission != null;
    }

    private boolean refused(Instant at, LogLine line) throws Unusable {
        Matcher refused = REFUSED.matcher(line.text());
        if (!refused.matches()) {
            return false;
        }
        // What Postfix says comes first; all that follows is the name, whatever a stranger wrote in it.
        String rest = refused.group("rest");
        int user = rest.indexOf(USER);
        String why = (user < 0 ? rest : rest.substring(0, user)).toLowerCase(Locale.ROOT);
        if (NOT_WRONG.stream().anyMatch(why::contains)) {
            throw new Unusable(Reason.NO_WRONG_PASSWORD);
        }
        Account account = accounts.of(user < 0 ? "" : rest.substring(user + USER.length()));
        Address address = Address.parse(refused.group("address")).orElseThrow(() -> new Unusable(Reason.NO_ADDRESS));
        failures.told(login(at, line, account, Login.Outcome.REFUSED, address, ""), address, 1);
        return true;
    }

    private static Login login(
            Instant at, LogLine line, Account account, Login.Outcome outcome, Address address, String session) {
        // The name of the service, by Debian's and Postfix's own master.cf.
        boolean tls = line.program().contains("smtps") || line.program().contains("submissions");
        Login.Source source = new Login.Source(address, Client.UNKNOWN, tls, session, Optional.empty());
        return new Login(at, account, Protocol.SMTP, outcome, Optional.of(source), Login.Secret.NONE);
    }

    private boolean cleanup(LogLine line) {
        Matcher header = MESSAGE_ID.matcher(line.text());
        LoggedMessage submission = header.matches() ? find(line, header) : null;
        if (submission != null) {
            submission.messageId(header.group("messageId"));
        }
        return submission != null;
    }

    private boolean queue(LogLine line) {
        Matcher removed = REMOVED.matcher(line.text());
        if (removed.matches()) {
            boolean known = find(line, removed) != null;
            submissions.removed(queue(line, removed.group("id")));
            return known;
        }
        Matcher queued = QUEUED.matcher(line.text());
        LoggedMessage submission = queued.matches() ? find(line, queued) : null;
        if (submission != null) {
            submission.queued(Long.parseLong(queued.group("size")), Integer.parseInt(queued.group("count")));
            submissions.tellIfComplete(submission);
        }
        return submission != null;
    }

    private boolean delivery(Instant at, LogLine line) throws Unusable {
        int colon = line.text().indexOf(": to=<");
        LoggedMessage submission =
                colon < 0 ? null : submissions.find(queue(line, line.text().substring(0, colon)));
        if (submission == null) {
            return false;
        }
        PostfixDelivery delivery = PostfixDelivery.parse(line.text().substring(colon + 2));
        submissions.tried(submission, delivery.to(), delivery.given());
        if (delivery.status().equals("bounced") && DeliveryReport.isFailure(delivery.code())) {
            submission.returned(at, delivery.given(), delivery.code()).ifPresent(events);
        }
        submissions.tellIfComplete(submission);
        return true;
    }

    private @Nullable LoggedMessage find(LogLine line, Matcher parts) {
        return submissions.find(queue(line, parts.group("id")));
    }

    // Queue ids are names within one Postfix, process ids within one host. postmulti's instances are "postfix-…"; any
    // other name may be of one service alone, such as "submission" of the door.
    private static String queue(LogLine line, String id) {
        int slash = line.program().indexOf('/');
        String instance = line.program().startsWith("postfix-") && slash > 0
                ? line.program().substring(0, slash)
                : "";
        return line.host() + '/' + instance + '/' + id;
    }

    private static String connection(LogLine line) {
        return line.host() + '/' + line.process();
    }
}

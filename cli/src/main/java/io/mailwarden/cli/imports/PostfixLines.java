package io.mailwarden.cli.imports;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import java.time.Instant;
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
final class PostfixLines {

    private static final int MOST_CONNECTIONS = 10_000;
    private static final int MOST_OPEN = 50_000;
    private static final long MOST_RECIPIENTS = 1_000_000;

    private static final String ID = "^(?<id>[0-9A-Za-z]{5,30}): ";
    private static final String HOST = "[^\\[\\]]*\\[(?<address>[^\\[\\]]+)\\](?::\\d+)?";
    private static final Pattern CLIENT = Pattern.compile(ID + "client=" + HOST
            + "(?:, orig_queue_id=(?<first>[0-9A-Za-z]{5,30}))?(?:, orig_client=[^,]*)?"
            + "(?:, sasl_method=(?<method>[^,]*))?(?:, sasl_username=(?<user>.*?))?(?:, sasl_sender=.*)?$");
    private static final Pattern REFUSED = Pattern.compile(
            "^warning: " + HOST + ": SASL [^\\s:]+ authentication (?:failed|failure)(?<rest>(?::.*)?)$");
    private static final String USER = ", sasl_username=";
    private static final Pattern MESSAGE_ID = Pattern.compile(ID + "(?:resent-)?message-id=(?<messageId>.*)$");
    private static final Pattern QUEUED =
            Pattern.compile(ID + "from=<[^<>]*>, size=(?<size>\\d{1,18}), nrcpt=(?<count>\\d{1,9})\\b.*$");
    private static final Pattern REMOVED = Pattern.compile(ID + "removed$");
    // Senders choose recipients, and remote servers their answers: a line that could be read in two ways is not read.
    private static final Pattern DELIVERY = Pattern.compile("^(?!.*>, relay=.*>, relay=)" + ID
            + "to=<(?<to>[^<>]+)>, (?:orig_to=<(?<given>[^<>]*)>, )?relay=[^,]*, (?:conn_use=\\d+, )?"
            + "delay=[\\d.]+, (?:delays=[\\d./]+, )?dsn=(?<code>[245]\\.\\d{1,3}\\.\\d{1,3}), "
            + "status=(?<status>[a-z]+)\\b.*$");

    // Who logged in last on a connection.
    private record Entered(Account account, Address address) {}

    private final Map<String, Entered> connections = new BoundedMap<>(MOST_CONNECTIONS);
    private final PostfixQueues submissions;
    private final Accounts accounts;
    private final Failures failures;
    private final Consumer<Event> events;

    PostfixLines(Accounts accounts, Failures failures, Consumer<Event> events, ImportTally tally) {
        this.accounts = accounts;
        this.failures = failures;
        this.events = events;
        submissions = new PostfixQueues(MOST_OPEN, MOST_RECIPIENTS, events, tally);
    }

    /** Reads what was said then; false when there is nothing to learn from it. */
    boolean read(Instant at, LogLine line) throws Unusable {
        String service = line.program().substring(line.program().lastIndexOf('/') + 1);
        return switch (service) {
            case "smtpd" -> door(at, line);
            case "cleanup" -> cleanup(line);
            case "qmgr" -> queue(line);
            default -> delivery(at, line);
        };
    }

    /** There are no more lines. */
    void end() {
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
        Matcher client = CLIENT.matcher(text);
        if (client.matches()) {
            return submitted(at, line, client);
        }
        if (text.contains(USER) && !text.startsWith("NOQUEUE")) {
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
            return false;
        }
        Account account = accounts.of(client.group("user"));
        Address address = Address.parse(client.group("address")).orElseThrow(() -> new Unusable(Reason.NO_ADDRESS));
        Entered entered = new Entered(account, address);
        if (!entered.equals(connections.put(connection(line), entered))
                || line.process().isEmpty()) {
            Login login = login(at, line, account, Login.Outcome.ACCEPTED, address, client.group("id"));
            failures.loggedIn(at, account, address);
            events.accept(login);
        }
        submissions.open(id, new PostfixMessage(at, account, address));
        return true;
    }

    // A content filter gave it back.
    private boolean again(String id, String first) {
        PostfixMessage submission = submissions.find(first);
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
        PostfixMessage submission = header.matches() ? find(line, header) : null;
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
        PostfixMessage submission = queued.matches() ? find(line, queued) : null;
        if (submission != null) {
            submission.queued(Long.parseLong(queued.group("size")), Integer.parseInt(queued.group("count")));
            submissions.tellIfComplete(submission);
        }
        return submission != null;
    }

    private boolean delivery(Instant at, LogLine line) throws Unusable {
        int colon = line.text().indexOf(": to=<");
        PostfixMessage submission =
                colon < 0 ? null : submissions.find(queue(line, line.text().substring(0, colon)));
        if (submission == null) {
            return false;
        }
        Matcher delivery = DELIVERY.matcher(line.text());
        if (!delivery.matches()) {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        String to = delivery.group("to");
        String given =
                delivery.group("given") == null || delivery.group("given").isBlank() ? to : delivery.group("given");
        submissions.tried(submission, to, given);
        if (delivery.group("status").equals("bounced") && DeliveryReport.isFailure(delivery.group("code"))) {
            submission.returned(at, given, delivery.group("code")).ifPresent(events);
        }
        submissions.tellIfComplete(submission);
        return true;
    }

    private @Nullable PostfixMessage find(LogLine line, Matcher parts) {
        return submissions.find(queue(line, parts.group("id")));
    }

    // Queue ids are names within one Postfix, process ids within one host.
    private static String queue(LogLine line, String id) {
        int slash = line.program().indexOf('/');
        String instance = slash < 0 ? line.program() : line.program().substring(0, slash);
        return line.host() + '/' + instance + '/' + id;
    }

    private static String connection(LogLine line) {
        return line.host() + '/' + line.process();
    }
}

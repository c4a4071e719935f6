package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.ImportSummary.Example;
import io.mailwarden.cli.imports.ImportSummary.Skipped;
import io.mailwarden.cli.imports.line.MailServer;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.support.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what comes of old logs. */
final class ImportTally {

    private static final int LONGEST_EXAMPLE = 200;

    // Dovecot writes wrong passwords when told to; the right one is often near.
    private static final String PASSWORD = "given password";

    private static final Event.Visitor<String> KINDS = new Kinds();

    private final Map<String, Long> events = new TreeMap<>();
    private final Map<MailServer, Long> servers = new EnumMap<>(MailServer.class);
    private final Map<Reason, Long> passedOver = new EnumMap<>(Reason.class);
    private final Map<Reason, List<Example>> examples = new EnumMap<>(Reason.class);
    private long lines;
    private long toldTwice;

    void line() {
        lines++;
    }

    void lineOf(MailServer server) {
        servers.merge(server, 1L, Long::sum);
    }

    void toldTwice() {
        toldTwice++;
    }

    void made(Event event) {
        events.merge(event.accept(KINDS), 1L, Long::sum);
    }

    void passedOver(Reason reason) {
        passedOver.merge(reason, 1L, Long::sum);
    }

    void passedOver(Reason reason, String log, long number, String line) {
        passedOver(reason);
        List<Example> those = examples.computeIfAbsent(reason, none -> new ArrayList<>());
        if (those.size() < (reason.harmless() ? 1 : ImportSummary.MOST_EXAMPLES)) {
            int secret = line.indexOf(PASSWORD);
            String shown = secret < 0 ? line : line.substring(0, secret) + PASSWORD + " …";
            those.add(new Example(log, number, Text.printable(shown, LONGEST_EXAMPLE)));
        }
    }

    /** The names of events in the summary. */
    private static final class Kinds implements Event.Visitor<String> {

        @Override
        public String login(Login login) {
            return "logins " + login.outcome().label();
        }

        @Override
        public String message(Message message) {
            return "messages";
        }

        @Override
        public String clientSeen(ClientSeen seen) {
            return "clients";
        }

        @Override
        public String deliveryReport(DeliveryReport report) {
            return "reports";
        }

        @Override
        public String phishingReceived(PhishingReceived phishing) {
            return "phishing received";
        }
    }

    ImportSummary summary(long late) {
        Map<Reason, Skipped> all = new EnumMap<>(Reason.class);
        passedOver.forEach(
                (reason, count) -> all.put(reason, new Skipped(count, examples.getOrDefault(reason, List.of()))));
        return new ImportSummary(lines, servers, events, all, toldTwice, late);
    }
}

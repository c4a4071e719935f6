package io.mailwarden.server.demo;

import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.SmtpClient;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;

/** Alice's working day, over real connections: nothing in it is out of the ordinary, so nothing may be held. */
final class NormalDay {

    static final String SUBJECT = "Normal day";
    private static final int MESSAGES = 12;
    private static final Duration BETWEEN = Duration.ofMinutes(30);
    private static final String WRONG_ONCE = "correct horse battery stapel";

    private final Stage stage;
    private final Narrator narrator;

    NormalDay(Stage stage, Narrator narrator) {
        this.stage = stage;
        this.narrator = narrator;
    }

    /** Plays it and returns how many messages were sent to the outside world. */
    long play(ZonedDateTime morning) throws IOException {
        wakeUp(morning);
        stage.clock().advanceTo(morning.plusHours(1).plusMinutes(30).toInstant());
        logIn(Cast.OFFICE, "Thunderbird", "128.0");
        narrator.at(stage.clock().instant(), "alice reads her mail at the office (" + Cast.OFFICE + ", Oslo, IMAP)");
        long outside = 0;
        for (int i = 1; i <= MESSAGES; i++) {
            stage.clock().advance(BETWEEN);
            // The first contact is bob, next door; the others are outside.
            String contact = Cast.CONTACTS.get(i - 1);
            send(Cast.ALICE, contact, i);
            outside += contact.equals(Cast.BOB) ? 0 : 1;
        }
        send(Cast.BOB, Cast.ALICE, MESSAGES + 1);
        narrator.at(
                stage.clock().instant(),
                "alice has sent " + MESSAGES + " messages to people she knows, bob has answered (SMTP)");
        logIn(Cast.OFFICE, "Thunderbird", "128.0");
        narrator.at(stage.clock().instant(), "alice looks at her mail once more and goes home");
        return outside;
    }

    private void wakeUp(ZonedDateTime morning) throws IOException {
        stage.clock().advanceTo(morning.toInstant());
        try (ImapClient imap = stage.imap(Cast.HOME)) {
            imap.login(Cast.ALICE, WRONG_ONCE);
            expect(imap.login(Cast.ALICE, Cast.PASSWORD).ok(), "alice's own log-in");
            imap.id("iOS Mail", "18.1");
            imap.logout();
        }
        narrator.at(
                stage.clock().instant(),
                "alice mistypes her password once, then reads her mail at home (" + Cast.HOME + ", Oslo, IMAP)");
    }

    private void logIn(String address, String client, String version) throws IOException {
        try (ImapClient imap = stage.imap(address)) {
            imap.id(client, version);
            expect(imap.login(Cast.ALICE, Cast.PASSWORD).ok(), "alice's own log-in");
            imap.command("SELECT INBOX");
            imap.logout();
        }
    }

    private void send(String from, String to, int number) throws IOException {
        try (SmtpClient smtp = stage.smtp(Cast.OFFICE)) {
            expect(smtp.authPlain(from, Cast.PASSWORD).positive(), "the log-in of " + from);
            String text = String.format(
                            Locale.ROOT,
                            "From: <%s>%nTo: <%s>%nSubject: %s %d%n%nAs agreed.%n",
                            from,
                            to,
                            SUBJECT,
                            number)
                    .replace(System.lineSeparator(), "\r\n");
            expect(smtp.send(from, List.of(to), text).positive(), "a message of " + from);
            smtp.command("QUIT");
        }
    }

    private static void expect(boolean accepted, String what) throws IOException {
        if (!accepted) {
            throw new IOException("James refused " + what + " on a normal day");
        }
    }
}

package io.mailwarden.server.demo;

import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.server.client.SmtpClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What a thief does with a password: guesses it, comes from far away, and sends as much as possible. */
final class Takeover {

    static final String SUBJECT = "Your invoice is overdue";
    static final int BURST = 40;
    private static final int MOST_RETURNS = 3;
    // RFC 5321 4.2.3: the server is about to close the connection.
    private static final int CLOSING = 421;
    private static final Duration AFTER_OWNER = Duration.ofMinutes(30);
    private static final List<String> GUESSES = List.of("123456", "sommer2026", "hemmelig");

    /**
     * How far the thief got at James.
     *
     * @param loggedIn whether IMAP let the thief in
     * @param accepted how many messages SMTP took
     * @param thrownOut how often the thief's session was ended
     */
    record Outcome(boolean loggedIn, int accepted, int thrownOut) {}

    private final Stage stage;
    private final Narrator narrator;

    Takeover(Stage stage, Narrator narrator) {
        this.stage = stage;
        this.narrator = narrator;
    }

    Outcome play() throws IOException {
        stage.clock().advance(AFTER_OWNER);
        for (String guess : GUESSES) {
            try (ImapClient imap = stage.imap(Cast.GUESSER)) {
                imap.login(Cast.ALICE, guess);
            }
        }
        narrator.at(
                stage.clock().instant(),
                GUESSES.size() + " different wrong passwords for alice from " + Cast.GUESSER + " (Hanoi, IMAP)");
        boolean loggedIn = logIn();
        narrator.at(
                stage.clock().instant(),
                "the right password from " + Cast.THIEF + " (Lagos, IMAP), " + AFTER_OWNER.toMinutes()
                        + " minutes after alice in Oslo: " + (loggedIn ? "James lets the thief in" : "denied"));
        Burst burst = burst();
        narrator.at(
                stage.clock().instant(),
                "the thief submits " + BURST + " messages to strangers (SMTP): James takes " + burst.accepted
                        + ", and ends the session " + burst.thrownOut + " times");
        return new Outcome(loggedIn, burst.accepted, burst.thrownOut);
    }

    private boolean logIn() throws IOException {
        try (ImapClient imap = stage.imap(Cast.THIEF)) {
            imap.id("Thunderbird", "115.0");
            return imap.login(Cast.ALICE, Cast.PASSWORD).ok();
        }
    }

    /** Sends until all is sent, and comes back whenever it is thrown out. */
    private Burst burst() throws IOException {
        Burst burst = new Burst();
        while (burst.sent < BURST && burst.thrownOut <= MOST_RETURNS) {
            try (SmtpClient smtp = stage.smtp(Cast.THIEF)) {
                if (!smtp.authPlain(Cast.ALICE, Cast.PASSWORD).positive()) {
                    return burst;
                }
                burst.goOn(smtp);
            } catch (IOException e) {
                burst.thrownOut++; // So fast that the goodbye was not read.
            }
        }
        return burst;
    }

    /** How far the thief got with sending. */
    private static final class Burst {

        private final List<String> strangers = Cast.strangers(BURST);
        private int sent;
        private int accepted;
        private int thrownOut;

        private void goOn(SmtpClient smtp) throws IOException {
            while (sent < BURST) {
                String stranger = strangers.get(sent);
                Reply reply = smtp.send(Cast.ALICE, List.of(stranger), text(stranger, sent + 1));
                if (reply.code() == CLOSING) {
                    thrownOut++;
                    return;
                }
                sent++;
                accepted += reply.positive() ? 1 : 0;
            }
            smtp.command("QUIT");
        }
    }

    private static String text(String stranger, int number) {
        return "From: Alice <%s>%nTo: <%s>%nSubject: %s (%d)%n%nPay here: https://pay.example.net/%d%n"
                .formatted(Cast.ALICE, stranger, SUBJECT, number, number)
                .replace(System.lineSeparator(), "\r\n");
    }
}

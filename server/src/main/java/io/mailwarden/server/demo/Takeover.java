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
    private static final Duration AFTER_OWNER = Duration.ofMinutes(30);
    private static final List<String> GUESSES = List.of("123456", "sommer2026", "hemmelig");

    /**
     * How far the thief got at James.
     *
     * @param loggedIn whether IMAP let the thief in
     * @param accepted how many messages SMTP took
     */
    record Outcome(boolean loggedIn, int accepted) {}

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
        int accepted = burst();
        narrator.at(
                stage.clock().instant(),
                "the thief submits " + BURST + " messages to strangers (SMTP): James takes " + accepted);
        return new Outcome(loggedIn, accepted);
    }

    private boolean logIn() throws IOException {
        try (ImapClient imap = stage.imap(Cast.THIEF)) {
            imap.id("Thunderbird", "115.0");
            return imap.login(Cast.ALICE, Cast.PASSWORD).ok();
        }
    }

    private int burst() throws IOException {
        int accepted = 0;
        try (SmtpClient smtp = stage.smtp(Cast.THIEF)) {
            if (!smtp.authPlain(Cast.ALICE, Cast.PASSWORD).positive()) {
                return 0;
            }
            for (String stranger : Cast.strangers(BURST)) {
                Reply reply = smtp.send(Cast.ALICE, List.of(stranger), text(stranger, accepted + 1));
                accepted += reply.positive() ? 1 : 0;
            }
            smtp.command("QUIT");
        }
        return accepted;
    }

    private static String text(String stranger, int number) {
        return "From: Alice <%s>%nTo: <%s>%nSubject: %s (%d)%n%nPay here: https://pay.example.net/%d%n"
                .formatted(Cast.ALICE, stranger, SUBJECT, number, number)
                .replace(System.lineSeparator(), "\r\n");
    }
}

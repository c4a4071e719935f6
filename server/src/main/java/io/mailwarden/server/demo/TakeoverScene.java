package io.mailwarden.server.demo;

import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.server.client.SmtpClient.SmtpReply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a thief does with a password: guesses it, comes from far away, and sends as much as possible. */
final class TakeoverScene {

    static final String SUBJECT = "Your invoice is overdue";
    static final int BURST = 40;
    private static final int PATIENCE_SECONDS = 20;
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
     * @param thrownOut whether the thief's IMAP session was ended
     */
    record TakeoverOutcome(boolean loggedIn, int accepted, boolean thrownOut) {}

    private final Stage stage;
    private final Narrator narrator;

    TakeoverScene(Stage stage, Narrator narrator) {
        this.stage = stage;
        this.narrator = narrator;
    }

    TakeoverOutcome play() throws IOException, InterruptedException {
        stage.clock().advance(AFTER_OWNER);
        for (String guess : GUESSES) {
            try (ImapClient imap = stage.imap(Cast.GUESSER)) {
                imap.login(Cast.ALICE, guess);
            }
        }
        narrator.at(
                stage.clock().instant(),
                GUESSES.size() + " different wrong passwords for alice from " + Cast.GUESSER + " (Hanoi, IMAP)");
        try (ImapClient reading = stage.imap(Cast.THIEF)) {
            reading.id("Thunderbird", "115.0");
            boolean loggedIn = reading.login(Cast.ALICE, Cast.PASSWORD).ok();
            narrator.at(
                    stage.clock().instant(),
                    "the right password from " + Cast.THIEF + " (Lagos, IMAP), " + AFTER_OWNER.toMinutes()
                            + " minutes after alice in Oslo: " + (loggedIn ? "James lets the thief in" : "denied"));
            Burst burst = burst();
            narrator.at(
                    stage.clock().instant(),
                    "the thief submits " + BURST + " messages to strangers (SMTP): James takes " + burst.accepted
                            + ", and ends the session " + burst.thrownOut + " times");
            boolean thrownOut = isThrownOut(reading);
            narrator.at(
                    stage.clock().instant(),
                    "the thief, who still reads alice's mail (IMAP), is "
                            + (thrownOut ? "thrown out" : "NOT thrown out"));
            return new TakeoverOutcome(loggedIn, burst.accepted, thrownOut);
        }
    }

    /** Waits for new mail until the session is ended; false when it is not in time. */
    private static boolean isThrownOut(ImapClient reading) throws InterruptedException {
        for (int second = 0; second < PATIENCE_SECONDS; second++) {
            try {
                if (!reading.command("NOOP").ok()) {
                    return true;
                }
            } catch (IOException e) {
                return true; // So fast that the goodbye was not read.
            }
            Thread.sleep(1000);
        }
        return false;
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
                SmtpReply reply = smtp.send(Cast.ALICE, List.of(stranger), text(stranger, sent + 1));
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
        return String.format(
                        Locale.ROOT,
                        """
                From: Alice <%s>
                To: <%s>
                Subject: %s (%d)

                Dear customer,

                your invoice is overdue and your account has been suspended. Verify your password and pay within
                24 hours, or your account will be closed:

                http://203.0.113.77/secure-login/verify.php?id=%d

                Billing department
                """,
                        Cast.ALICE,
                        stranger,
                        SUBJECT,
                        number,
                        number)
                .replace("\n", "\r\n");
    }
}

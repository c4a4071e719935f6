package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.server.client.SmtpClient.SmtpReply;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.Waiting;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Takes an account over: guesses its password in a few tries, comes from far away, writes to strangers. */
final class Thief {

    static final int BURST = 40;
    private static final int SESSIONS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MailwardenServer server;
    private final String account;
    private final String place;

    Thief(MailwardenServer server, String account) {
        this(server, account, Servers.THIEF);
    }

    /** From that address. */
    Thief(MailwardenServer server, String account, String place) {
        this.server = server;
        this.account = account;
        this.place = place;
    }

    /** The owner's own morning, at the office. */
    void ownerLogsIn() throws IOException {
        try (ImapClient imap = ImapClient.open(server.tls(993).from(Servers.OFFICE))) {
            imap.id("Thunderbird", "128.0");
            assertThat(imap.login(account, ServerPlan.PASSWORD).ok()).isTrue();
            imap.logout();
        }
    }

    void ownerSends(String subject) throws IOException {
        try (SmtpClient smtp =
                SmtpClient.loggedIn(server.tls(465).from(Servers.OFFICE), account, ServerPlan.PASSWORD)) {
            String contact = Servers.CONTACTS.get(0);
            assertThat(smtp.send(account, List.of(contact), Mail.text(account, contact, subject))
                            .code())
                    .isEqualTo(250);
        }
    }

    /**
     * Breaks in, and sends; comes back when it is thrown out. Returns how many messages James took, as far as it said.
     */
    int strikes(String subject) throws IOException {
        breaksIn();
        return sends(subject);
    }

    /** The owner's morning, then the strike. Returns the id of the critical incident, once it was answered. */
    String takesOver(String subject) throws IOException {
        ownerLogsIn();
        strikes(subject);
        Reviews reviews = new Reviews(server.admin());
        return Waiting.until(
                        PATIENCE,
                        "a critical incident that was answered",
                        () -> reviews.incidents(account),
                        all -> all.stream()
                                .anyMatch(one -> one.path("answered").asText().equals("critical")))
                .get(0)
                .path("id")
                .asText();
    }

    /** Half an hour later: a few guesses, then the right password from another continent. */
    void breaksIn() throws IOException {
        server.clock().advance(Duration.ofMinutes(30));
        for (String guess : List.of("123456", "sommer2026", "hemmelig")) {
            try (ImapClient imap = ImapClient.open(server.tls(993).from(Servers.GUESSER))) {
                assertThat(imap.login(account, guess).ok()).isFalse();
            }
        }
        reads().close();
    }

    /** A look into the mailbox, as far as it is let in. */
    ImapClient reads() throws IOException {
        ImapClient imap = ImapClient.open(server.tls(993).from(place));
        imap.login(account, ServerPlan.PASSWORD);
        return imap;
    }

    /** A connection to send by. */
    SmtpClient smtp() throws IOException {
        return SmtpClient.loggedIn(server.tls(465).from(place), account, ServerPlan.PASSWORD);
    }

    /** One message each to many strangers. Returns how many James took, as far as it said. */
    int sends(String subject) throws IOException {
        Deque<String> left = new ArrayDeque<>(strangers());
        int taken = 0;
        for (int session = 0; session < SESSIONS && !left.isEmpty(); session++) {
            taken += send(subject, left);
        }
        return taken;
    }

    private int send(String subject, Deque<String> strangers) throws IOException {
        int taken = 0;
        try (SmtpClient smtp = SmtpClient.open(server.tls(465).from(place))) {
            smtp.ehlo("mua.example");
            if (!smtp.authPlain(account, ServerPlan.PASSWORD).positive()) {
                return taken;
            }
            while (!strangers.isEmpty()) {
                String stranger = strangers.element();
                SmtpReply reply = smtp.send(account, List.of(stranger), Mail.text(account, stranger, subject));
                if (reply.code() == 421) {
                    return taken;
                }
                strangers.remove();
                taken += reply.positive() ? 1 : 0;
            }
        } catch (EOFException | SocketException e) {
            return taken; // Thrown out without a word.
        }
        return taken;
    }

    /** Whom it writes to. */
    static List<String> strangers() {
        return IntStream.rangeClosed(1, BURST)
                .mapToObj(i -> String.format(Locale.ROOT, "stranger%d@shop%d.example", i, i % 13))
                .toList();
    }
}

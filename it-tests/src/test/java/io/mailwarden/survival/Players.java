package io.mailwarden.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.Waiting;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Victims, thieves, and what they do to nodes, step by step. Used by one thread, but for what is static. */
final class Players {

    /** Longer than anything may take. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** More than an account at risk may write to, and no more than any other may. */
    static final List<String> STRANGERS = IntStream.rangeClosed(1, 12)
            .mapToObj(i -> "stranger" + i + "@shop" + i + ".example")
            .toList();

    // Five different ones are critical; by 12 bits of each they are told apart, so that now and then two look alike.
    static final List<String> GUESSES =
            List.of("123456", "sommer2026", "hemmelig", "passord", "qwerty", "fotball", "velkommen");

    private static final Predicate<JsonNode> IS_CRITICAL =
            account -> account.path("state").asText().equals("critical");
    private static final Predicate<JsonNode> IS_SUSPECTED = account ->
            List.of("suspected", "critical").contains(account.path("state").asText());

    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final int MOST_SESSIONS = 5;

    private final Cast cast;
    private final Random random;
    private int nextVictim;
    private int nextCafe;

    Players(Cast cast, long seed) {
        this.cast = cast;
        this.random = new Random(seed);
    }

    String victim() {
        return cast.victims().get(nextVictim++ % cast.victims().size());
    }

    String thief() {
        return Cast.thief(100 + nextVictim++);
    }

    /** In Oslo, where nobody was before: nothing to be afraid of, but not at home either. */
    private String cafe() {
        return String.format(Locale.ROOT, "84.208.%d.7", 100 + nextCafe++ % 100);
    }

    /** A thief is let in from far away: under suspicion, but not critical by itself. */
    void stolen(Node node, String victim) throws IOException {
        assertThat(logIn(node, victim, Cast.OFFICE)).isTrue();
        assertThat(logIn(node, victim, thief())).isTrue();
    }

    /** A thief guesses the password, from far away: critical by itself, at every hour; whether he is let in. */
    static boolean robbed(Node node, String victim, String from) throws IOException {
        guesses(node, victim, from);
        return breaksIn(node, victim, from);
    }

    /** The same, and an administrator confirms it: nobody was let in, so that nothing was held or blocked before. */
    static boolean robbedAndConfirmed(Node node, String victim, String from) throws IOException {
        boolean letIn = robbed(node, victim, from);
        confirm(node, victim);
        return letIn;
    }

    /** An administrator confirms the incident of the account, as soon as it is critical. */
    static void confirm(Node node, String victim) throws IOException {
        // One that was confirmed before, and is not over, is what the theft joins.
        List<JsonNode> standing = Waiting.until(
                PATIENCE,
                "a critical incident of " + victim + " that is not over",
                () -> standingAndCritical(node, victim),
                all -> !all.isEmpty());
        if (standing.get(0).path("state").asText().equals("open")) {
            String id = standing.get(0).path("id").asText();
            assertThat(node.reviews().decide(id, ReviewBook.CONFIRM)).isBetween(200, 204);
        }
    }

    private static List<JsonNode> standingAndCritical(Node node, String victim) throws IOException {
        List<JsonNode> standing = new ArrayList<>();
        for (JsonNode one : node.reviews().incidents(victim)) {
            if (one.path("state").asText().matches("open|confirmed")
                    && one.path("severity").asText().equals("critical")) {
                standing.add(one);
            }
        }
        return standing;
    }

    /** Wrong passwords only. */
    static void guesses(Node node, String victim, String from) throws IOException {
        for (String guess : GUESSES) {
            assertThat(node.letsIn(victim, guess, from)).isFalse();
        }
    }

    /** The right password, by a program that sends mail; whether he is let in. */
    static boolean breaksIn(Node node, String victim, String from) throws IOException {
        try (SmtpClient smtp = SmtpClient.open(node.submission(from))) {
            smtp.ehlo("mua.example");
            return smtp.authPlain(victim, ServerPlan.PASSWORD).positive();
        }
    }

    static boolean logIn(Node node, String account, String from) throws IOException {
        return node.letsIn(account, ServerPlan.PASSWORD, from);
    }

    /** Writes to them, one by one; comes again when he is thrown out in the middle, as the workflow says. */
    void send(Node node, String account, List<String> recipients, String subject) throws IOException {
        send(node, account, cafe(), recipients, subject);
    }

    /** The same at the office: in a café nobody is let in whose password was guessed within the hour. */
    void sendFromOffice(Node node, String account, List<String> recipients, String subject) throws IOException {
        send(node, account, Cast.OFFICE, recipients, subject);
    }

    private void send(Node node, String account, String place, List<String> recipients, String subject)
            throws IOException {
        List<String> left = new ArrayList<>(recipients);
        for (int sessions = 0; !left.isEmpty(); sessions++) {
            assertThat(sessions).as("sessions of " + account).isLessThan(MOST_SESSIONS);
            try (SmtpClient smtp = SmtpClient.open(node.submission(place))) {
                smtp.ehlo("[192.0.2.1]");
                assertThat(smtp.authPlain(account, ServerPlan.PASSWORD).positive())
                        .isTrue();
                while (!left.isEmpty()) {
                    String recipient = left.get(0);
                    String text = Texts.message(random, account, recipient, subject + " to " + recipient);
                    smtp.send(account, List.of(recipient), text);
                    left.remove(0);
                }
            } catch (EOFException | SocketException e) {
                System.out.println(account + " was thrown out while it sent: " + e.getMessage());
            }
        }
    }

    /** The owner writes one message. */
    void sendFromHome(Node node, String account, String recipient, String subject) throws IOException {
        try (SmtpClient smtp = SmtpClient.loggedIn(node.submission(Cast.HOME), account, ServerPlan.PASSWORD)) {
            String text = Texts.message(random, account, recipient, subject);
            assertThat(smtp.send(account, List.of(recipient), text).positive()).isTrue();
        }
    }

    /**
     * Waits until the second node has followed all that the first has seen. Incidents and blocks are rows, and may be
     * known before the events that led to them; the events of a node are followed in their order.
     */
    void awaitFollowed(Node first, Node second) throws IOException {
        String owner = cast.owners().get(0);
        long before = learned(second, owner);
        assertThat(logIn(first, owner, Cast.OFFICE)).isTrue();
        Waiting.until(
                PATIENCE, "more logins of " + owner + " than " + before, () -> learned(second, owner), n -> n > before);
    }

    static long learned(Node node, String account) throws IOException {
        return node.account(account).path("learnedLogins").asLong();
    }

    static boolean isCritical(Node node, String account) throws IOException {
        return IS_CRITICAL.test(node.account(account));
    }

    static void awaitCritical(Node node, String account) throws IOException {
        Waiting.until(PATIENCE, account + " to be critical", () -> node.account(account), IS_CRITICAL);
    }

    static void awaitSuspected(Node node, String account) throws IOException {
        Waiting.until(PATIENCE, account + " to be suspected", () -> node.account(account), IS_SUSPECTED);
    }

    static boolean isSuspected(Node node, String account) throws IOException {
        return IS_SUSPECTED.test(node.account(account));
    }

    /** How long it takes until that is so, from now on. */
    static Duration until(Callable<Boolean> effect) {
        long started = System.nanoTime();
        Waiting.until(PATIENCE, OFTEN, "what one node did to be seen on the other", effect, seen -> seen);
        return Duration.ofNanos(System.nanoTime() - started);
    }
}

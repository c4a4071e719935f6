package io.mailwarden.survival;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.survival.Acts.Login;
import io.mailwarden.survival.Acts.Request;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.TestTime;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * What clients do to a node: each method is one small piece of work, which the node may not outlive. Each object is
 * used by one thread, and accounts are not shared between threads, so that their events come one after the other.
 */
final class Load {

    private static final int PERCENT = 100;
    private static final int WRONG = 15;
    private static final int SENDS = 3;
    private static final int BURST = 12;

    private final Node node;
    private final Acts acts;
    private final Random random;
    private final String label;
    private final String desk;
    private int sent;

    /**
     * Work on that node.
     *
     * @param label begins the subjects of all its messages: like those of no other
     * @param desk where its owners work
     */
    Load(Node node, Acts acts, Random random, String label, String desk) {
        this.node = node;
        this.acts = acts;
        this.random = random;
        this.label = label;
        this.desk = desk;
    }

    /** An owner looks for mail, mistypes, or writes to somebody whom he knows. */
    void work(String owner) throws IOException {
        int dice = random.nextInt(PERCENT);
        String place = random.nextBoolean() ? Cast.HOME : desk;
        if (dice < SENDS) {
            String contact = Cast.CONTACTS.get(random.nextInt(Cast.CONTACTS.size()));
            send(owner, desk, List.of(contact));
        } else {
            imap(owner, dice < SENDS + WRONG ? "the old one" : ServerPlan.PASSWORD, place);
        }
    }

    /**
     * A thief takes the account over: gets in from far away, writes to strangers, and goes on when he is locked out.
     */
    void rob(String victim, String thief) throws IOException {
        try {
            takeOver(victim, thief);
        } catch (EOFException | SocketException e) {
            if (node.dying()) {
                throw e;
            }
            // Thrown out in the middle, as the workflow says.
        }
    }

    private void takeOver(String victim, String thief) throws IOException {
        imap(victim, ServerPlan.PASSWORD, desk);
        imap(victim, ServerPlan.PASSWORD, thief);
        List<String> strangers = random.ints(BURST, 0, 1_000_000)
                .mapToObj(i -> String.format(Locale.ROOT, "stranger%d@shop%d.example", i, i % 97))
                .toList();
        send(victim, desk, strangers);
        for (String guess : List.of("123456", "sommer2026", "hemmelig")) {
            imap(victim, guess, thief);
        }
        send(victim, thief, strangers);
    }

    /** An administrator reviews an incident, or a held message; what he meets first. */
    void review() throws IOException {
        if (random.nextBoolean()) {
            reviewIncident();
        } else {
            reviewHeld();
        }
    }

    private void reviewIncident() throws IOException {
        List<JsonNode> open = node.reviews().items("mailwarden/incidents?limit=50&state=open");
        if (open.isEmpty()) {
            return;
        }
        String id = open.get(random.nextInt(open.size())).path("id").asText();
        String verb = List.of(ReviewBook.CONFIRM, ReviewBook.DISMISS, JournalBook.RESCAN)
                .get(random.nextInt(3));
        perform(verb, id, () -> node.reviews().decide(id, verb));
    }

    private void reviewHeld() throws IOException {
        List<JsonNode> held = node.held();
        if (held.isEmpty()) {
            return;
        }
        String id = held.get(random.nextInt(held.size())).path("id").asText();
        if (random.nextBoolean()) {
            perform(HeldBook.RELEASE, id, () -> node.reviews().release(id));
        } else {
            perform(HeldBook.DELETE, id, () -> node.reviews().delete(id));
        }
    }

    private interface Command {
        int send() throws IOException;
    }

    private void perform(String verb, String id, Command request) throws IOException {
        Instant asked = TestTime.now();
        Optional<Instant> done = Optional.empty();
        try {
            int status = request.send();
            if (status / 100 == 2) {
                done = Optional.of(TestTime.now());
            } else if (status / 100 == 5) {
                throw new IOException(verb + " " + id + " was answered with " + status);
            }
        } finally {
            acts.request(new Request(verb, id, asked, done));
        }
    }

    private void imap(String account, String password, String from) throws IOException {
        try (ImapClient imap = ImapClient.open(node.imap(from))) {
            Instant before = TestTime.now();
            imap.login(account, password);
            acts.login(new Login(account, from, before, TestTime.now()));
        }
    }

    private void send(String account, String from, List<String> recipients) throws IOException {
        try (SmtpClient smtp = SmtpClient.open(node.submission(from))) {
            smtp.ehlo("mua.example");
            Instant before = TestTime.now();
            boolean in = smtp.authPlain(account, ServerPlan.PASSWORD).positive();
            acts.login(new Login(account, from, before, TestTime.now()));
            for (String recipient : in ? recipients : List.<String>of()) {
                String text = Texts.message(random, account, recipient, label + " " + ++sent);
                smtp.send(account, List.of(recipient), text);
            }
        }
    }
}

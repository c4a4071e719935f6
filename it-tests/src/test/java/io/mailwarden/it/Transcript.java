package io.mailwarden.it;

import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.Listener;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.ServerPlan;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** A fixed conversation with a server, and what it answered, without what differs from run to run. */
final class Transcript {

    private static final String ALICE = Servers.address("alice");
    private static final String BOB = Servers.address("bob");
    private static final String MESSAGE = Mail.text("anna@bergen.example", ALICE, "in the box");

    /** What may differ: times, unique ids, session ids and ports. */
    private static final List<Pattern> DIFFERING = List.of(
            Pattern.compile("\\w{3}, \\d{1,2} \\w{3} \\d{4} [\\d:]{8} \\S+( \\(\\w+\\))?"),
            Pattern.compile("[ \\d]\\d-\\w{3}-\\d{4} [\\d:]{8} [+-]\\d{4}"),
            Pattern.compile("\\w{3} \\w{3} \\d{2} [\\d:]{8} \\w+ \\d{4}"),
            Pattern.compile("(?<=(UIDVALIDITY|HIGHESTMODSEQ) )\\d+"),
            Pattern.compile("(?<=(UIDPLUS|COPYUID|APPENDUID) )\\d+"),
            Pattern.compile("(?<=(MAILBOXID|EMAILID|THREADID) \\()[^)]+"),
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
            Pattern.compile("(?<=ID )[0-9a-f]{8}"),
            Pattern.compile("<\\d+\\.\\d+\\.\\d+@[^>]+>"));

    private static final List<String> SMTP_BEFORE = List.of(
            "NOOP",
            "MAIL FROM:<x@y.example>",
            "HELO client.example",
            "EHLO client.example",
            "HELP",
            "VRFY alice",
            "EXPN staff",
            "NONSENSE",
            "",
            "RSET",
            "RCPT TO:<" + ALICE + ">",
            "DATA",
            "MAIL FROM:no-brackets@x.example",
            "MAIL FROM:<anna@bergen.example> SIZE=999999999999",
            "MAIL FROM:<anna@bergen.example>",
            "RCPT TO:<nobody@" + Servers.DOMAIN + ">",
            "RCPT TO:<far@away.example>",
            "RCPT TO:<" + ALICE + ">",
            "MAIL FROM:<again@bergen.example>",
            "RSET",
            "AUTH",
            "AUTH CRAM-MD5",
            "AUTH PLAIN !!!",
            "AUTH PLAIN AAAA");

    private static final List<String> SMTP_AFTER = List.of(
            "AUTH PLAIN AAAA",
            "MAIL FROM:<" + BOB + ">",
            "RSET",
            "MAIL FROM:<" + ALICE + ">",
            "RCPT TO:<nobody@" + Servers.DOMAIN + ">",
            "RCPT TO:<" + BOB + ">",
            "RSET",
            "NOOP");

    private static final List<String> IMAP_BEFORE = List.of(
            "CAPABILITY",
            "NOOP",
            "ID NIL",
            "NONSENSE",
            "SELECT INBOX",
            "LIST \"\" \"*\"",
            "LOGIN",
            "LOGIN " + ALICE + " wrong",
            "AUTHENTICATE NONSENSE",
            "ENABLE CONDSTORE");

    private static final List<String> IMAP_AFTER = List.of(
            "CAPABILITY",
            "LOGIN " + ALICE + " again",
            "ID (\"name\" \"Thunderbird\" \"version\" \"128.0\")",
            "NAMESPACE",
            "LIST \"\" \"*\"",
            "LSUB \"\" \"*\"",
            "CREATE Work",
            "CREATE Work",
            "SUBSCRIBE Work",
            "STATUS Work (MESSAGES UNSEEN UIDNEXT)",
            "SELECT Nowhere",
            "SELECT Work",
            "FETCH 1 (FLAGS RFC822.SIZE)",
            "FETCH 1 (ENVELOPE BODYSTRUCTURE)",
            "FETCH 1 BODY[]",
            "UID FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])",
            "STORE 1 +FLAGS (\\Flagged)",
            "STORE 1 -FLAGS (\\Seen)",
            "SEARCH SUBJECT box",
            "UID SEARCH ALL",
            "SEARCH NONSENSE",
            "COPY 1 INBOX",
            "CHECK",
            "GETQUOTAROOT INBOX",
            "MYRIGHTS Work",
            "GETACL Work",
            "GETMETADATA \"Work\" /private/x",
            "ENABLE CONDSTORE",
            "STORE 1 +FLAGS (\\Deleted)",
            "EXPUNGE",
            "CLOSE",
            "EXAMINE INBOX",
            "UNSELECT",
            "RENAME Work Play",
            "UNSUBSCRIBE Work",
            "DELETE Play",
            "DELETE Play",
            "LIST \"\" \"*\"",
            "FETCH 1 FLAGS");

    private final List<String> lines = new ArrayList<>();

    private Transcript() {}

    static List<String> of(MailwardenServer server) throws IOException {
        Transcript transcript = new Transcript();
        for (int port : new int[] {25, 465, 587}) {
            transcript.smtp(server, port);
        }
        transcript.imap(server);
        transcript.failures(server);
        return transcript.lines;
    }

    private void smtp(MailwardenServer server, int port) throws IOException {
        Listener door = port == 465 ? server.tls(port) : server.plain(port);
        SmtpClient smtp = connect(door);
        for (String command : SMTP_BEFORE) {
            smtp = note(command, smtp, door, client -> client.command(command));
        }
        smtp = note("AUTH LOGIN", smtp, door, client -> client.command("AUTH LOGIN"));
        smtp = note("(abort)", smtp, door, client -> client.command("*"));
        smtp = note("(wrong)", smtp, door, client -> client.authPlain(ALICE, "wrong"));
        smtp = note("(wrong, in steps)", smtp, door, client -> client.authLogin(ALICE, "wrong"));
        smtp = note("(right, in steps)", smtp, door, client -> client.authLogin(ALICE, ServerPlan.PASSWORD));
        for (String command : SMTP_AFTER) {
            smtp = note(command, smtp, door, client -> client.command(command));
        }
        String text = Mail.text(ALICE, BOB, "from " + port);
        smtp = note("(message)", smtp, door, client -> client.send(ALICE, List.of(BOB), text));
        smtp = note("(nobody)", smtp, door, client -> client.send(ALICE, List.of("nobody@" + Servers.DOMAIN), text));
        note("QUIT", smtp, door, client -> client.command("QUIT")).close();
    }

    private SmtpClient connect(Listener door) throws IOException {
        SmtpClient smtp = SmtpClient.open(door);
        note("connect " + smtp.greeting().code(), smtp.greeting().toString());
        smtp.ehlo("client.example");
        return smtp;
    }

    /** Says it; where James closes instead of answering, that is noted, and the talk goes on in a new connection. */
    private SmtpClient note(String command, SmtpClient smtp, Listener door, Saying saying) throws IOException {
        try {
            note(command, saying.to(smtp).toString());
            return smtp;
        } catch (EOFException e) {
            note(command, "(closed)");
            smtp.close();
            return connect(door);
        }
    }

    private interface Saying {
        SmtpClient.SmtpReply to(SmtpClient smtp) throws IOException;
    }

    private void imap(MailwardenServer server) throws IOException {
        ImapClient imap = server.imap();
        note("connect imap", imap.greeting());
        for (String command : IMAP_BEFORE) {
            imap = note(command, imap, server);
        }
        note("(right)", imap.login(ALICE, ServerPlan.PASSWORD));
        for (String command : IMAP_AFTER) {
            if (command.equals("SELECT Nowhere")) {
                note("APPEND", imap.command("APPEND Work (\\Seen) {" + MESSAGE.length() + "}", MESSAGE));
            }
            imap = note(command, imap, server);
        }
        imap.close();
    }

    private ImapClient note(String command, ImapClient imap, MailwardenServer server) throws IOException {
        try {
            ImapClient.Answer answer = imap.command(command);
            note(command, answer);
            if (!answer.status().equals("BYE")) {
                return imap;
            }
        } catch (EOFException e) {
            note(command, "(closed)");
        }
        imap.close();
        return server.imap();
    }

    /** James closes after the third failure, by either command. */
    private void failures(MailwardenServer server) throws IOException {
        String wrong = Base64.getEncoder().encodeToString(("\0" + ALICE + "\0wrong").getBytes(StandardCharsets.UTF_8));
        try (ImapClient imap = server.imap()) {
            note("(wrong)", imap.login(ALICE, "wrong"));
            note("(wrong at once)", imap.command("AUTHENTICATE PLAIN " + wrong));
            note("(unreadable)", imap.command("AUTHENTICATE PLAIN", "!!!"));
        }
        // In a line of its own it ends a connection here: James answers before it listens for commands again, and what
        // comes at once may be taken for a second try.
        try (ImapClient imap = server.imap()) {
            note("(wrong)", imap.command("AUTHENTICATE PLAIN", wrong));
        }
        try (ImapClient imap = server.imap()) {
            note("(right)", imap.command("AUTHENTICATE PLAIN", right()));
        }
        try (ImapClient imap = server.imap()) {
            note("(right at once)", imap.command("AUTHENTICATE PLAIN " + right()));
            note("IDLE", imap.command("IDLE", "DONE"));
        }
    }

    private static String right() {
        return Base64.getEncoder()
                .encodeToString(("\0" + ALICE + "\0" + ServerPlan.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private void note(String command, ImapClient.Answer answer) {
        note(command, String.join("\n", answer.untagged()) + "\n" + answer);
    }

    private void note(String command, String answer) {
        String same = answer;
        for (Pattern pattern : DIFFERING) {
            same = pattern.matcher(same).replaceAll("~");
        }
        lines.add(command + "\n" + same);
    }
}

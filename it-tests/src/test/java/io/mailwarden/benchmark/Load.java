package io.mailwarden.benchmark;

import io.mailwarden.benchmark.Accounts.Account;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.Listener;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.ServerPlan;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What clients do over and over, on a connection of its own each time. */
enum Load {
    /** AUTH PLAIN and one message of 3 KB that ends in James's mailet Null. */
    SUBMISSION("Submission: SMTP AUTH and a message of 3 KB that ends in Null", 587) {
        @Override
        void perform(Listener door, Account account) throws IOException {
            submit(door, account, account.friend());
        }
    },

    /** The same to somebody on another server, who is reached by RemoteDelivery. */
    REMOTE_DELIVERY("Submission that leaves by RemoteDelivery, to a sink on 127.0.0.1", 587) {
        @Override
        void perform(Listener door, Account account) throws IOException {
            submit(door, account, account.customer());
        }
    },

    /** LOGIN, nothing else. */
    IMAP_LOGIN("IMAP LOGIN", 143) {
        @Override
        void perform(Listener door, Account account) throws IOException {
            try (ImapClient imap = loggedIn(door, account)) {
                imap.logout();
            }
        }
    },

    /** LOGIN, SELECT and FETCH of 50 whole messages of 3 KB. */
    IMAP_FETCH("IMAP LOGIN, SELECT and FETCH of 50 messages of 3 KB", 143) {
        @Override
        int prepare(Listener door, Accounts accounts) throws IOException {
            for (Account account : accounts.all().subList(0, among(accounts))) {
                fill(door.from(account.client()), account);
            }
            return among(accounts);
        }

        // 2 000 full mailboxes have no room in James's memory.
        @Override
        int among(Accounts accounts) {
            return Math.min(accounts.count(), READERS);
        }

        @Override
        void perform(Listener door, Account account) throws IOException {
            try (ImapClient imap = loggedIn(door, account)) {
                wanted("SELECT", imap.command("SELECT INBOX"));
                ImapClient.Answer fetched = fetch(imap);
                // A stock James that is warm answers one of some thousands with its last line alone.
                if (fetched.untagged().size() < FETCHED) {
                    fetched = fetch(imap);
                }
                if (fetched.untagged().size() < FETCHED) {
                    throw new IOException("FETCH of " + account.address() + " brought only " + fetched.untagged());
                }
                imap.logout();
            }
        }
    },

    /** A message to another account of the server; mailboxes are in memory. Last, since they grow. */
    LOCAL_DELIVERY("Submission that is delivered to a mailbox here, in memory", 587) {
        @Override
        void perform(Listener door, Account account) throws IOException {
            submit(door, account, account.colleague());
        }
    };

    private static final int BYTES = 3_000;
    private static final int READERS = 40;
    private static final int FETCHED = 50;
    private static final String LINE = "The minutes of our meeting are below, please tell me what is missing.\r\n";

    private final String label;
    private final int configuredPort;

    Load(String label, int configuredPort) {
        this.label = label;
        this.configuredPort = configuredPort;
    }

    /** Once for each server, before the first run; how many log-ins that took. */
    int prepare(Listener door, Accounts accounts) throws IOException {
        return 0;
    }

    /** How many of the accounts take their turns. */
    int among(Accounts accounts) {
        return accounts.count();
    }

    /** Once more; each is one accepted log-in. */
    abstract void perform(Listener door, Account account) throws IOException;

    /** For tables. */
    String label() {
        return label;
    }

    /** The listener's port in {@code conf/}. */
    int configuredPort() {
        return configuredPort;
    }

    private static void submit(Listener door, Account account, String recipient) throws IOException {
        try (SmtpClient smtp = SmtpClient.loggedIn(door, account.address(), ServerPlan.PASSWORD)) {
            SmtpClient.SmtpReply reply = smtp.send(account.address(), List.of(recipient), message(account, recipient));
            if (!reply.positive()) {
                throw new IOException("the message was answered with " + reply);
            }
            smtp.command("QUIT");
        }
    }

    private static ImapClient loggedIn(Listener door, Account account) throws IOException {
        ImapClient imap = ImapClient.open(door);
        try {
            wanted("LOGIN", imap.login(account.address(), ServerPlan.PASSWORD));
            return imap;
        } catch (IOException e) {
            imap.close();
            throw e;
        }
    }

    private static ImapClient.Answer fetch(ImapClient imap) throws IOException {
        return wanted("FETCH", imap.command("FETCH 1:50 (FLAGS BODY.PEEK[])"));
    }

    private static void fill(Listener door, Account account) throws IOException {
        String message = message(account, account.address());
        try (ImapClient imap = loggedIn(door, account)) {
            for (int i = 0; i < FETCHED; i++) {
                wanted("APPEND", imap.command("APPEND INBOX {" + message.length() + "}", message));
            }
            imap.logout();
        }
    }

    private static ImapClient.Answer wanted(String command, ImapClient.Answer answer) throws IOException {
        if (!answer.ok()) {
            throw new IOException(command + " was answered with " + answer);
        }
        return answer;
    }

    private static String message(Account account, String recipient) {
        String headers = String.join(
                "\r\n",
                "Date: Fri, 20 Nov 2026 10:00:00 +0100",
                "From: <" + account.address() + ">",
                "To: <" + recipient + ">",
                "Subject: Status",
                "Message-ID: " + account.messageId(ThreadLocalRandom.current().nextLong()),
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=us-ascii",
                "",
                "");
        return headers + LINE.repeat((BYTES - headers.length()) / LINE.length());
    }
}

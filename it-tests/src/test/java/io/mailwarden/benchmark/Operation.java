package io.mailwarden.benchmark;

import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.Listener;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.ServerPlan;
import java.io.IOException;
import java.util.List;

/** What a client does over and over, on a connection of its own each time. */
enum Operation {
    /** AUTH PLAIN and one message of 3 KB to somebody whom the account writes to anyway. */
    SMTP_MESSAGE("SMTP AUTH + message", 587) {
        @Override
        void perform(Listener door, Accounts.Account account) throws IOException {
            try (SmtpClient smtp = SmtpClient.loggedIn(door, account.address(), ServerPlan.PASSWORD)) {
                String contact = account.contacts().get(0);
                SmtpClient.SmtpReply reply = smtp.send(account.address(), List.of(contact), message(account, contact));
                if (!reply.positive()) {
                    throw new IOException("the message was answered with " + reply);
                }
                smtp.command("QUIT");
            }
        }
    },

    /** LOGIN, nothing else. */
    IMAP_LOGIN("IMAP LOGIN", 143) {
        @Override
        void perform(Listener door, Accounts.Account account) throws IOException {
            try (ImapClient imap = ImapClient.open(door)) {
                ImapClient.Answer answer = imap.login(account.address(), ServerPlan.PASSWORD);
                if (!answer.ok()) {
                    throw new IOException("LOGIN was answered with " + answer);
                }
                imap.logout();
            }
        }
    };

    private static final int BYTES = 3_000;
    private static final String LINE = "The minutes of our meeting are below, please tell me what is missing.\r\n";

    private final String label;
    private final int configuredPort;

    Operation(String label, int configuredPort) {
        this.label = label;
        this.configuredPort = configuredPort;
    }

    abstract void perform(Listener door, Accounts.Account account) throws IOException;

    /** For tables. */
    String label() {
        return label;
    }

    /** The listener's port in {@code conf/}. */
    int configuredPort() {
        return configuredPort;
    }

    private static String message(Accounts.Account account, String contact) {
        String headers = String.join(
                "\r\n",
                "Date: Fri, 20 Nov 2026 10:00:00 +0100",
                "From: <" + account.address() + ">",
                "To: <" + contact + ">",
                "Subject: Status",
                "Message-ID: <" + Long.toHexString(System.nanoTime()) + "." + account.address() + ">",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=us-ascii",
                "",
                "");
        return headers + LINE.repeat((BYTES - headers.length()) / LINE.length());
    }
}

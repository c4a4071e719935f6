package io.mailwarden.it;

import java.util.List;

/** Messages to send. */
final class Mail {

    private Mail() {}

    /** A small complete message. */
    static String text(String from, String to, String subject) {
        return lines(
                "Date: Fri, 20 Nov 2026 10:00:00 +0100",
                "From: <" + from + ">",
                "To: <" + to + ">",
                "Subject: " + subject,
                "Message-ID: <" + Integer.toHexString(subject.hashCode()) + "." + Integer.toHexString(to.hashCode())
                        + "@it.example>",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=us-ascii",
                "",
                "Hello.",
                "");
    }

    /** A message that asks for a password, by a link that leads elsewhere. */
    static String phishing(String from, String to, String subject, String messageId) {
        return lines(
                "Date: Fri, 20 Nov 2026 10:00:00 +0100",
                "From: PayPal Security <" + from + ">",
                "To: <" + to + ">",
                "Subject: " + subject,
                "Message-ID: " + messageId,
                "MIME-Version: 1.0",
                "Content-Type: text/html; charset=us-ascii",
                "",
                "<html><body><p>Dear user, your account will be suspended today. Verify your password immediately,",
                "or you will lose access to all of your messages within 24 hours. This is your last warning.</p>",
                "<p><a href=\"http://203.0.113.9/paypal/login.php?verify=password\">https://www.paypal.com/signin</a>",
                "</p></body></html>",
                "");
    }

    static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    static String lines(List<String> lines) {
        return String.join("\r\n", lines);
    }
}

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

    static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    static String lines(List<String> lines) {
        return String.join("\r\n", lines);
    }
}

package io.mailwarden.mailet;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * The attributes that Mailwarden sets on a mail. James carries attributes along to copies, queues and repositories;
 * they never leave the server.
 */
public final class MailAttributes {

    /** The mail was assessed; the value is the verdict's label. */
    static final AttributeName SEEN = AttributeName.of("mailwarden.seen");

    /** {@link Inbound} looked at it. */
    static final AttributeName RECEIVED = AttributeName.of("mailwarden.received");

    /** Which of this server's addresses it was for, when it came. */
    static final AttributeName CAME_TO = AttributeName.of("mailwarden.came-to");

    /** An administrator let it go, and it passed. */
    public static final AttributeName RELEASED = AttributeName.of("mailwarden.released");

    /**
     * An administrator let it go, and it may pass when no other copy did; the value is of this putting into the spool.
     */
    public static final AttributeName RELEASE = AttributeName.of("mailwarden.release");

    /** It shall be held but could not be stored yet; the value is the reason. */
    public static final AttributeName WAITING = AttributeName.of("mailwarden.waiting");

    /** Id of the incident because of which it shall be held or is. */
    public static final AttributeName INCIDENT = AttributeName.of("mailwarden.incident");

    /** Why it is in a repository: held or quarantined. */
    public static final AttributeName KIND = AttributeName.of("mailwarden.kind");

    /** Where it was taken from. */
    public static final AttributeName ORIGIN = AttributeName.of("mailwarden.origin");

    /** The attribute that says why the mail is held. */
    public static final AttributeName REASON = AttributeName.of("mailwarden.reason");

    /** The attribute with the account that submitted the mail. */
    public static final AttributeName ACCOUNT = AttributeName.of("mailwarden.account");

    /** When it was held, ISO 8601. */
    public static final AttributeName HELD_AT = AttributeName.of("mailwarden.held-at");

    /** Its name in the admin API. */
    public static final AttributeName ID = AttributeName.of("mailwarden.id");

    /** James's own name of the mail; while held, its name is the id. */
    public static final AttributeName MAIL_NAME = AttributeName.of("mailwarden.mail-name");

    /** The attribute with the decoded subject, cut to a bounded length. */
    public static final AttributeName SUBJECT = AttributeName.of("mailwarden.subject");

    /** The attribute with the size of the message. */
    public static final AttributeName BYTES = AttributeName.of("mailwarden.bytes");

    private MailAttributes() {}

    public static boolean has(Mail mail, AttributeName name) {
        return mail.getAttribute(name).isPresent();
    }

    public static void put(Mail mail, AttributeName name, String value) {
        mail.setAttribute(new Attribute(name, AttributeValue.of(value)));
    }

    public static Optional<String> text(Mail mail, AttributeName name) {
        return mail.getAttribute(name)
                .map(attribute -> attribute.getValue().value())
                .map(String::valueOf);
    }

    /** Takes away what only a held mail carries. */
    public static void removeHeld(Mail mail) {
        Stream.of(WAITING, REASON, ACCOUNT, HELD_AT, ID, MAIL_NAME, SUBJECT, BYTES, INCIDENT, KIND, ORIGIN, RELEASE)
                .forEach(mail::removeAttribute);
    }
}

package io.mailwarden.engine.event;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The event of a message that an account submitted.
 *
 * @param at when
 * @param account who authenticated; not what the From header says
 * @param source address of the session that submitted it; empty when not known
 * @param geo where that address was, when the log says so
 * @param recipients envelope recipients, lower case, each once
 * @param members how many more it reaches through this server's own groups that are among them; those of a group count
 *     once for an account and a day; 0 to {@value #MOST_MEMBERS}
 * @param content what the message is made of
 */
public record Message(
        Instant at,
        Account account,
        Optional<Address> source,
        Optional<Geo> geo,
        List<String> recipients,
        int members,
        Content content)
        implements Event {

    /** More members than any group has. */
    public static final int MOST_MEMBERS = 1_000_000;

    public Message {
        recipients = List.copyOf(recipients);
        if (members < 0 || members > MOST_MEMBERS) {
            throw new IllegalArgumentException("members: expected 0 to " + MOST_MEMBERS);
        }
    }

    /** To no group of this server. */
    public Message(
            Instant at,
            Account account,
            Optional<Address> source,
            Optional<Geo> geo,
            List<String> recipients,
            Content content) {
        this(at, account, source, geo, recipients, 0, content);
    }

    @Override
    public String kind() {
        return "message";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.message(this);
    }

    @Override
    public Message movedTo(Instant time) {
        return new Message(time, account, source, geo, recipients, members, content);
    }

    /**
     * What is in a message, as far as it could be read: hostile mail is cut, never refused.
     *
     * @param messageId Message-ID header; empty when there is none
     * @param subject decoded subject, cut; may be empty
     * @param bytes size of the whole message
     * @param urls targets of the links in it, at most some hundreds
     * @param attachments its attachments, at most some hundreds
     * @param sender who its headers say wrote it
     * @param fingerprint mark of its visible text that is near for near texts; empty for texts of few words
     * @param scan what a scanner said of it; empty when none looked
     */
    public record Content(
            String messageId,
            String subject,
            long bytes,
            List<String> urls,
            List<Attachment> attachments,
            Sender sender,
            OptionalLong fingerprint,
            Optional<Scan> scan) {

        /** A message of which nothing could be read. */
        public static final Content UNREADABLE =
                new Content("", "", 0, List.of(), List.of(), Sender.UNKNOWN, OptionalLong.empty(), Optional.empty());

        public Content {
            urls = List.copyOf(urls);
            attachments = List.copyOf(attachments);
        }

        /** The same content with what a scanner said of it. */
        public Content scanned(Optional<Scan> said) {
            return new Content(messageId, subject, bytes, urls, attachments, sender, fingerprint, said);
        }
    }

    /**
     * Who the message says wrote it, and wants the answers and the money. Anybody can write anything there.
     *
     * @param from addresses of the From header, lower case, without display names
     * @param replyTo addresses of the Reply-To header, likewise; empty when there is none
     * @param hand with what it was written; empty when nobody looked
     * @param answers {@link io.mailwarden.engine.support.Text#hash} of the Message-IDs that In-Reply-To and References
     *     name, at most {@value #MOST_ANSWERS}, each once
     * @param bankAccounts marks of the bank accounts that its own text names, at most {@value #MOST_BANK_ACCOUNTS}: 32 bits
     *     of a hash, so that nobody finds out which they are
     */
    public record Sender(
            List<String> from,
            List<String> replyTo,
            Optional<Hand> hand,
            List<Long> answers,
            List<Integer> bankAccounts) {

        /** Longer threads are cut in the middle. */
        public static final int MOST_ANSWERS = 16;

        /** More are a list of them. */
        public static final int MOST_BANK_ACCOUNTS = 4;

        /** Neither header, or nothing readable in them. */
        public static final Sender UNKNOWN = new Sender(List.of(), List.of());

        public Sender {
            from = List.copyOf(from);
            replyTo = List.copyOf(replyTo);
            answers = List.copyOf(answers);
            bankAccounts = List.copyOf(bankAccounts);
        }

        /** Of which nobody looked for bank accounts. */
        public Sender(List<String> from, List<String> replyTo, Optional<Hand> hand, List<Long> answers) {
            this(from, replyTo, hand, answers, List.of());
        }

        /** Of whom it was not told with what he writes, nor whom he answers. */
        public Sender(List<String> from, List<String> replyTo) {
            this(from, replyTo, Optional.empty(), List.of());
        }
    }

    /**
     * With what a message was written, as far as its headers say so; the rest of its hand is in its Message-ID.
     *
     * @param program what User-Agent or X-Mailer names; {@link Client#UNKNOWN} when there is neither
     * @param another whether its headers are another's, or no person's: sent on whole, of a list, an automatic answer
     */
    public record Hand(Client program, boolean another) {}

    /** What a scanner said of a message. */
    public enum Scan {
        /** Nothing wrong was found. */
        CLEAN,
        /** More likely spam than not. */
        SUSPICIOUS,
        /** Spam, phishing or malware. */
        MALICIOUS;

        /** The name in event lines: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An attachment as its headers describe it.
     *
     * @param name file name; may be empty
     * @param type media type, lower case
     * @param bytes size after decoding
     */
    public record Attachment(String name, String type, long bytes) {}
}

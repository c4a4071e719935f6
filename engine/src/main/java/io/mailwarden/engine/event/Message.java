package io.mailwarden.engine.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An account submitted a message.
 *
 * @param at when
 * @param account who authenticated; not what the From header says
 * @param source address of the session that submitted it; empty when not known
 * @param geo where that address was, when the log says so
 * @param recipients envelope recipients, lower case, each once
 * @param content what the message is made of
 */
public record Message(
        Instant at,
        Account account,
        Optional<Address> source,
        Optional<Geo> geo,
        List<String> recipients,
        Content content)
        implements Event {

    public Message {
        recipients = List.copyOf(recipients);
    }

    @Override
    public Message movedTo(Instant time) {
        return new Message(time, account, source, geo, recipients, content);
    }

    /**
     * What is in a message, as far as it could be read: hostile mail is cut, never refused.
     *
     * @param messageId Message-ID header; empty when there is none
     * @param subject decoded subject, cut; may be empty
     * @param bytes size of the whole message
     * @param urls targets of the links in it, at most some hundreds
     * @param attachments its attachments, at most some hundreds
     */
    public record Content(
            String messageId, String subject, long bytes, List<String> urls, List<Attachment> attachments) {

        /** A message of which nothing could be read. */
        public static final Content UNREADABLE = new Content("", "", 0, List.of(), List.of());

        public Content {
            urls = List.copyOf(urls);
            attachments = List.copyOf(attachments);
        }
    }

    /**
     * One attachment.
     *
     * @param name file name; may be empty
     * @param type media type, lower case
     * @param bytes size after decoding
     */
    public record Attachment(String name, String type, long bytes) {}
}

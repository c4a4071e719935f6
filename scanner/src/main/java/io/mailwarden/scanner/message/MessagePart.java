package io.mailwarden.scanner.message;

/**
 * One leaf of a message.
 *
 * @param type media type, lower case
 * @param name file name, decoded and cut; empty when there is none
 * @param attachment whether it is shown as a file of its own, not as what the sender wrote
 * @param attachedMessages how many messages within the message it lies in; 0 for the message itself
 */
public record MessagePart(String type, String name, boolean attachment, int attachedMessages) {

    /** Whether it is text that a reader takes for the sender's own. */
    boolean writtenBySender() {
        return attachedMessages == 0 && !attachment;
    }

    /** Whether it is an invitation, which programs show beside the text. */
    public boolean invitation() {
        return type.equals("text/calendar");
    }
}

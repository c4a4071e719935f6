package io.mailwarden.mailet.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldMail;
import io.mailwarden.engine.support.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Port to where malicious messages are kept that were taken back: they wait there like held ones, and can be released
 * or deleted through {@link HeldMail}. Thread-safe. Every method throws {@link StoreUnavailable} when that place cannot
 * be reached; then try again with the same key.
 */
public interface Quarantine {

    /** The message as it is. */
    @FunctionalInterface
    interface MessageBytes {
        /** From its beginning; the caller closes it. */
        InputStream open() throws IOException;
    }

    /**
     * One copy that is taken back.
     *
     * @param key names this copy for ever, whoever takes it back and how often; made of what it is and where it was,
     *     such as the message's identity and the mailbox
     * @param account whose message it is: who submitted it
     * @param sender envelope sender; empty for the null sender
     * @param recipients whose copies it stands for, at least one: it goes to them, and to no other, when it is released
     * @param subject decoded subject
     * @param incident id of the incident that it belongs to
     * @param reason what was found
     * @param origin where it was, such as {@code outgoing queue} or {@code mailbox of carol@example.org}
     */
    record Suspect(
            String key,
            Account account,
            String sender,
            List<String> recipients,
            String subject,
            Optional<String> incident,
            String reason,
            String origin) {

        public Suspect {
            recipients = List.copyOf(recipients);
            if (key.isBlank() || recipients.isEmpty()) {
                throw new IllegalArgumentException("a suspect needs a key and recipients: " + key);
            }
        }
    }

    /**
     * Keeps a copy. A second call with the same key keeps nothing more, also when that copy was deleted meanwhile.
     *
     * @return id of the message, and then the original is to be removed; empty when an administrator has released that
     *     copy: leave what is found alone
     */
    Optional<String> keep(Suspect suspect, MessageBytes content);

    /**
     * Forgets a copy that was kept and not taken away: it was being delivered, and must not be delivered again. Nothing
     * happens to one of which an administrator has decided.
     */
    void withdraw(String id);

    /**
     * Takes a message that is held for a malicious one: it stays where it is.
     *
     * @return false when no message of that id waits (any more)
     */
    boolean moveToQuarantine(String heldId, String reason, Optional<String> incident);
}

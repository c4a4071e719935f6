package io.mailwarden.engine.response.scan;

import io.mailwarden.engine.event.Account;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A message to be scanned.
 *
 * @param source its bytes, as often as they are asked for
 * @param sender envelope sender; empty when not known, or the null sender
 * @param recipients envelope recipients; empty when not known
 * @param account whose message it is, and by whose organisation's links it is judged; empty when not known
 * @param surroundings what is known around it
 */
public record ScanTarget(
        MessageSource source,
        Optional<String> sender,
        List<String> recipients,
        Optional<Account> account,
        Surroundings surroundings) {

    /** Where the bytes of a message come from. */
    @FunctionalInterface
    public interface MessageSource {

        /** The message from its first byte; the caller closes it. */
        InputStream open() throws IOException;
    }

    public ScanTarget {
        recipients = List.copyOf(recipients);
    }

    /** A message of which nothing is known but its bytes. */
    public static ScanTarget of(MessageSource source) {
        return new ScanTarget(source, Optional.empty(), List.of(), Optional.empty(), Surroundings.NONE);
    }

    /** Likewise, from memory; the bytes must not change. */
    public static ScanTarget of(byte[] message) {
        return of(() -> new ByteArrayInputStream(message));
    }

    /** The same message, of that account. */
    public ScanTarget sentBy(Account whose) {
        return new ScanTarget(source, sender, recipients, Optional.of(whose), surroundings);
    }

    /** The same message, to those of its envelope. */
    public ScanTarget to(List<String> whom) {
        return new ScanTarget(source, sender, whom, account, surroundings);
    }

    /** The same message with what is known around it. */
    public ScanTarget within(Surroundings known) {
        return new ScanTarget(source, sender, recipients, account, known);
    }
}

package io.mailwarden.cli.imports;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message that a server took, as far as its log has told of it. It is told as soon as it is known which account gave
 * it and each recipient was tried once; what comes back later is told by itself.
 */
final class LoggedMessage {

    // RFC 5322 2.1.1 and RFC 5321 4.5.3.1.
    private static final int LONGEST_MESSAGE_ID = 998;
    private static final int LONGEST_ADDRESS = 320;

    private record Giver(Instant at, Account account, Address source) {}

    private @Nullable Giver giver;
    private String messageId = "";
    private long bytes;
    private int expected;
    private boolean told;
    private final Set<String> tried = new HashSet<>();
    private final Set<String> recipients = new LinkedHashSet<>();
    private final Map<String, DeliveryReport> returned = new LinkedHashMap<>();

    /** One of which it is not known yet whether an account gave it. */
    LoggedMessage() {}

    LoggedMessage(Instant at, Account account, Address source) {
        givenBy(at, account, source);
    }

    /** That account gave it then. */
    void givenBy(Instant at, Account account, Address source) {
        giver = new Giver(at, account, source);
    }

    /** Whether it is known that an account gave it. */
    boolean isGiven() {
        return giver != null;
    }

    void messageId(String header) {
        messageId = Text.printable(header.strip(), LONGEST_MESSAGE_ID);
    }

    // A message that a content filter gives back comes through the queue twice.
    void queued(long size, int count) {
        if (expected == 0) {
            bytes = size;
            expected = count;
        }
    }

    /** A recipient was tried: the address that it was tried at, and the one that the account gave. */
    void tried(String at, String given) {
        if (!told) {
            tried.add(canonical(at));
            recipients.add(canonical(given));
        }
    }

    /** A recipient could not be reached for good; a report that may be told at once, or else comes with the message. */
    Optional<DeliveryReport> returned(Instant when, String given, String status) {
        if (giver == null) {
            return Optional.empty();
        }
        DeliveryReport report =
                new DeliveryReport(OldLogs.after(when), giver.account(), given, status, messageId, true);
        if (told) {
            return Optional.of(report);
        }
        returned.putIfAbsent(report.recipient(), report);
        return Optional.empty();
    }

    private static String canonical(String address) {
        return Text.printable(address.strip().toLowerCase(Locale.ROOT), LONGEST_ADDRESS);
    }

    /** Whether each recipient was tried. */
    boolean complete() {
        return expected > 0 && tried.size() >= expected && isGiven();
    }

    boolean isTold() {
        return told;
    }

    /** How many recipients it keeps in memory. */
    int size() {
        return tried.size();
    }

    /** The message and what came back of it, once; nothing when no recipient is known. */
    List<Event> tell() {
        List<Event> events = new ArrayList<>();
        Giver known = giver;
        if (!told && known != null && !recipients.isEmpty()) {
            Message.Content content = new Message.Content(
                    messageId,
                    "",
                    bytes,
                    List.of(),
                    List.of(),
                    Message.Sender.UNKNOWN,
                    OptionalLong.empty(),
                    Optional.empty());
            events.add(new Message(
                    known.at(),
                    known.account(),
                    Optional.of(known.source()),
                    Optional.empty(),
                    List.copyOf(recipients),
                    content));
            events.addAll(returned.values());
            tried.clear();
            recipients.clear();
            returned.clear();
            told = true;
        }
        return events;
    }
}

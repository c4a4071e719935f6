package io.mailwarden.engine.event;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.support.Caches;
import io.mailwarden.engine.support.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client program of an event, as far as it names itself: family, version, system. It is the sender's own word: good
 * for habit, worth nothing as proof. The parts are in a form that can be compared: see the ways to make one.
 *
 * @param family name of the program, or of the machine by its EHLO name; empty when not known; at most
 *     {@value #MAX_LENGTH} characters
 * @param version a number such as 128.0, without builds and dates; may be empty
 * @param system Windows, macOS, iOS, Android, Linux, or as written; may be empty
 */
public record Client(String family, String version, String system) {

    /** A client that said nothing. */
    public static final Client UNKNOWN = new Client("", "", "");

    /** Longest part that is kept, in characters. RFC 2971 allows 1024 for a value; nothing real comes near. */
    public static final int MAX_LENGTH = 100;

    // RFC 2971 allows 30 pairs; what is read of them comes first in all that is known.
    private static final int LONGEST_ID = 8192;

    // The same few names come again and again, and to make them out takes tens of microseconds.
    private static final KnownNames EHLO_NAMES = new KnownNames(Client::machine);
    private static final KnownNames TEXTS = new KnownNames(Client::parsed);
    private static final KnownNames PROGRAMS = new KnownNames(Client::program);

    private static final Pattern ID_PAIR = Pattern.compile("\"([^\"]{0,64})\"\\s+\"([^\"]{0,1024})\"");

    public Client {
        family = clean(family);
        version = clean(version);
        system = clean(system);
    }

    // An IMAP ID list, which event lines are written as, has no other way to hold a double quote.
    private static String clean(String part) {
        return Text.printable(part, MAX_LENGTH).replace('"', '\'');
    }

    /** From the fields of an IMAP ID command (RFC 2971), whatever their letter case. */
    public static Client ofImapId(Map<String, String> fields) {
        return ClientText.named(field(fields, "name"), field(fields, "version"), field(fields, "os"));
    }

    /**
     * From the name that the client gave in EHLO or HELO. The name of a machine is a client, whatever its letter case and
     * the domain that a network gives it; an address literal, localhost and the name of a file are none; a host name that
     * holds an address counts without its numbers, so that a provider's customers stay themselves when their address
     * changes, and so do containers with a new name each time.
     */
    public static Client ofEhlo(String name) {
        return EHLO_NAMES.of(name);
    }

    private static Client machine(String name) {
        return ClientText.machine(
                Text.printable(name, ClientText.LONGEST_PROGRAM).strip());
    }

    /**
     * From the text of an event line: an IMAP ID list, a User-Agent or X-Mailer such as "name version", or an EHLO
     * name. Never fails.
     */
    public static Client parse(String raw) {
        return TEXTS.of(raw);
    }

    private static Client parsed(String raw) {
        Matcher pairs = ID_PAIR.matcher(raw.length() <= LONGEST_ID ? raw : raw.substring(0, LONGEST_ID));
        Map<String, String> fields = new HashMap<>();
        while (pairs.find()) {
            fields.put(pairs.group(1), pairs.group(2));
        }
        if (!fields.isEmpty()) {
            return ofImapId(fields);
        }
        String text = Text.printable(raw, ClientText.LONGEST_PROGRAM).strip();
        boolean oneWord = text.indexOf(' ') < 0 && text.indexOf('/') < 0;
        return oneWord ? machine(text) : ClientText.program(text);
    }

    /** From a User-Agent or X-Mailer header, or from an IMAP ID list as event lines have it. Never fails. */
    public static Client ofProgram(String raw) {
        return PROGRAMS.of(raw);
    }

    private static Client program(String raw) {
        String text = Text.printable(raw, ClientText.LONGEST_PROGRAM).strip();
        return ID_PAIR.matcher(text).find() ? parsed(text) : ClientText.program(text);
    }

    /** Remembers what the latest names were made out to be: bounded, whatever strangers send. Thread-safe. */
    private static final class KnownNames {

        // Some 500 KB.
        private static final int MOST = 1_000;
        // A browser's is not longer.
        private static final int LONGEST = 200;

        private final Cache<String, Client> known = Caches.ofMost(MOST);
        private final Function<String, Client> reader;

        KnownNames(Function<String, Client> reader) {
            this.reader = reader;
        }

        Client of(String name) {
            return name.length() > LONGEST ? reader.apply(name) : known.get(name, reader);
        }
    }

    private static String field(Map<String, String> fields, String name) {
        return fields.entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name) && field.getValue() != null)
                .map(field -> Text.printable(field.getValue(), ClientText.LONGEST_PROGRAM)
                        .strip())
                .findFirst()
                .orElse("");
    }

    /** Whether the client said anything of itself. */
    public boolean isKnown() {
        return !family.isEmpty();
    }

    @Override
    public String toString() {
        return String.join(" ", family, version, system).strip().replaceAll(" {2,}", " ");
    }
}

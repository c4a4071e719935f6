package io.mailwarden.engine.event;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What sent an event, as far as it says so itself. It is the sender's own word: good for habit, worth nothing as proof.
 *
 * @param family name of the program, or the EHLO name; empty when not known; at most {@value #MAX_LENGTH} characters
 * @param version version as written; may be empty
 * @param system operating system as written; may be empty
 */
public record Client(String family, String version, String system) {

    /** A client that said nothing. */
    public static final Client UNKNOWN = new Client("", "", "");

    /** Longest part that is kept, in characters. RFC 2971 allows 1024 for a value; nothing real comes near. */
    public static final int MAX_LENGTH = 100;

    private static final Pattern ID_PAIR = Pattern.compile("\"([^\"]{0,64})\"\\s+\"([^\"]{0,1024})\"");
    private static final Pattern NAME_AND_VERSION = Pattern.compile("(.+?)[ /](\\d[\\w.\\-]*)(?:\\s.*)?");

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
        return new Client(field(fields, "name"), field(fields, "version"), field(fields, "os"));
    }

    /** From the name that the client gave in EHLO or HELO. */
    public static Client ofEhlo(String name) {
        return new Client(name, "", "");
    }

    /** From the text of an event line: an IMAP ID list, a "name version" string, or an EHLO name. Never fails. */
    public static Client parse(String raw) {
        Matcher pairs = ID_PAIR.matcher(raw);
        Map<String, String> fields = new HashMap<>();
        while (pairs.find()) {
            fields.put(pairs.group(1), pairs.group(2));
        }
        if (!fields.isEmpty()) {
            return ofImapId(fields);
        }
        Matcher words = NAME_AND_VERSION.matcher(Text.printable(raw, 2 * MAX_LENGTH));
        return words.matches() ? new Client(words.group(1), words.group(2), "") : ofEhlo(raw);
    }

    private static String field(Map<String, String> fields, String name) {
        return fields.entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name) && field.getValue() != null)
                .map(Map.Entry::getValue)
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

package io.mailwarden.engine.origin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Network;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * One line of an address list, in any of the usual forms: a bare address or network (plain lists, FireHOL netset, Tor's
 * bulk exit list); with a comment after {@code #} or {@code ;} (Spamhaus DROP as text); followed by other columns
 * (ipsum, CSV); {@code ExitAddress …} (Tor's exit list); {@code {"cidr": …}} (Spamhaus DROP as JSON).
 *
 * @param network what the line names; empty in a comment and in a bad line
 * @param bad whether it is neither a network nor a comment
 */
record ListLine(Optional<Network> network, boolean bad) {

    private static final ListLine COMMENT = new ListLine(Optional.empty(), false);
    private static final ListLine BAD = new ListLine(Optional.empty(), true);

    private static final JsonFactory JSON = new JsonFactory();
    private static final String TOR_ADDRESS = "ExitAddress";
    private static final Set<String> TOR_OTHER = Set.of("ExitNode", "Published", "LastStatus");

    // The largest blocks that IANA gives to a registry. A list with a wider one would cover most of the world.
    private static final int WIDEST_IPV4 = 8;
    private static final int WIDEST_IPV6 = 12;

    static ListLine parse(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.charAt(0) == '#' || text.charAt(0) == ';') {
            return COMMENT;
        }
        return text.charAt(0) == '{' ? json(text) : columns(text);
    }

    private static ListLine columns(String text) {
        String[] columns = text.split("[#;,\\s]+", 3);
        if (TOR_OTHER.contains(columns[0])) {
            return COMMENT;
        }
        if (columns[0].equals(TOR_ADDRESS)) {
            return columns.length > 1 ? network(columns[1]) : BAD;
        }
        // First and last address of a range: half of it would be misread as the first alone.
        boolean range = columns.length > 1 && Address.parse(columns[1]).isPresent();
        return range ? BAD : network(unquoted(columns[0]));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static ListLine network(String text) {
        try {
            Network network = Network.parse(text);
            int widest = AddressBits.isIpv4(network.base()) ? WIDEST_IPV4 : WIDEST_IPV6;
            return network.prefixLength() < widest ? BAD : new ListLine(Optional.of(network), false);
        } catch (IllegalArgumentException e) {
            return BAD;
        }
    }

    // One object: either a network, or what the whole file is ("type": "metadata").
    private static ListLine json(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            ListLine found = BAD;
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                boolean string = json.nextToken() == JsonToken.VALUE_STRING;
                if (string && field.equals("cidr")) {
                    found = network(json.getText());
                } else if (string && field.equals("type") && json.getText().equals("metadata")) {
                    found = COMMENT;
                }
                json.skipChildren();
            }
            return found;
        } catch (IOException e) {
            return BAD;
        }
    }
}

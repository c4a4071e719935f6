package io.mailwarden.engine.origin;

import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.format.util.DualIPv4v6Tries;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Network;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of addresses and networks in the usual forms: one on a line, comments after {@code #} or {@code ;}, further
 * columns ignored (plain lists, FireHOL netset, Spamhaus DROP, ipsum). Immutable once read; thread-safe.
 */
final class AddressList {

    private static final IPAddressGenerator ADDRESSES = new IPAddressGenerator();

    private final String name;
    private final DualIPv4v6Tries entries;
    private final int badLines;

    private AddressList(String name, DualIPv4v6Tries entries, int badLines) {
        this.name = name;
        this.entries = entries;
        this.badLines = badLines;
    }

    /** Reads the file; lines that are no network are counted and skipped. */
    static AddressList read(Path file) throws IOException {
        DualIPv4v6Tries entries = new DualIPv4v6Tries();
        int badLines = 0;
        // Comments in such files come in any encoding; nothing but ASCII matters.
        var decoder = StandardCharsets.US_ASCII.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String entry = firstColumn(line);
                if (!entry.isEmpty() && !add(entries, entry)) {
                    badLines++;
                }
            }
        }
        return new AddressList(String.valueOf(file.getFileName()), entries, badLines);
    }

    private static String firstColumn(String line) {
        return line.strip().split("[#;,\\s]", 2)[0];
    }

    private static boolean add(DualIPv4v6Tries entries, String entry) {
        try {
            Network network = Network.parse(entry);
            entries.add(ADDRESSES.from(network.base()).toPrefixBlock(network.prefixLength()));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean contains(Address address) {
        return entries.elementContains(ADDRESSES.from(address.inet()));
    }

    /** The file's name. */
    String name() {
        return name;
    }

    int size() {
        return entries.size();
    }

    int badLines() {
        return badLines;
    }
}

package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Network;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of addresses and networks, one on a {@link ListLine}. Immutable once read; thread-safe. */
final class AddressList {

    // Ten times the largest list in public use.
    private static final long MOST_BYTES = 64L << 20;
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private final String name;
    private final SortedNetworks ipv4;
    private final SortedNetworks ipv6;
    private final int size;
    private final int badLines;

    private AddressList(String name, Set<Network> ipv4, Set<Network> ipv6, int badLines) {
        this.name = name;
        this.ipv4 = SortedNetworks.of(ipv4);
        this.ipv6 = SortedNetworks.of(ipv6);
        this.size = ipv4.size() + ipv6.size();
        this.badLines = badLines;
    }

    /** Reads the file. Bad lines are counted and skipped; where most are bad, it is no list: throws IOException. */
    static AddressList read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(
                    String.format(Locale.ROOT, "a list of addresses has at most %d MiB", MOST_BYTES >> 20));
        }
        Set<Network> ipv4 = new HashSet<>();
        Set<Network> ipv6 = new HashSet<>();
        int goodLines = 0;
        int badLines = 0;
        // Comments come in any encoding, and nothing but ASCII matters: here each byte is a character.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = unmarked(reader.readLine()); line != null; line = reader.readLine()) {
                ListLine read = ListLine.parse(line);
                badLines += read.bad() ? 1 : 0;
                goodLines += read.network().isPresent() ? 1 : 0;
                read.network().ifPresent(network -> (AddressBits.isIpv4(network.base()) ? ipv4 : ipv6).add(network));
            }
        }
        if (badLines > goodLines) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "not a list of addresses: %d of %d lines name neither address nor network",
                    badLines,
                    badLines + goodLines));
        }
        return new AddressList(String.valueOf(file.getFileName()), ipv4, ipv6, badLines);
    }

    private static @Nullable String unmarked(@Nullable String firstLine) {
        return firstLine != null && firstLine.startsWith(BYTE_ORDER_MARK)
                ? firstLine.substring(BYTE_ORDER_MARK.length())
                : firstLine;
    }

    boolean contains(Address address) {
        return (AddressBits.isIpv4(address.inet()) ? ipv4 : ipv6).contains(address);
    }

    /** The file's name. */
    String name() {
        return name;
    }

    /** Distinct networks. */
    int size() {
        return size;
    }

    int badLines() {
        return badLines;
    }
}

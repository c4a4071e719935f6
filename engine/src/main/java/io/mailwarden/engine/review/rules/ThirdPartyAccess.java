package io.mailwarden.engine.review.rules;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.origin.SafeNetwork;
import io.mailwarden.engine.support.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A provider that logs in to mailboxes for their users, such as a mail fetcher or a CRM.
 *
 * @param name such as Gmail
 * @param what it does, in words
 * @param network the provider's own one that the login came from; empty where only its autonomous system is known
 * @param where the same in words
 */
record ThirdPartyAccess(String name, String what, Optional<Network> network, String where) {

    private static final String FILE = "third-party-access.txt";
    private static final int COLUMNS = 5;
    private static final long HIGHEST_ASN = 4_294_967_295L;
    private static final int LONGEST_PROBLEM = 200;
    private static final List<Provider> ALL = shipped();

    /**
     * A line of the list, whose source stands beside it.
     *
     * @param networks which it publishes as its own; none where it does not
     */
    private record Provider(String name, String what, Set<Long> asns, List<Network> networks) {

        private static Provider of(String line) {
            String[] columns = line.split(";", -1);
            if (columns.length != COLUMNS) {
                throw new IllegalArgumentException(columns.length + " columns, expected " + COLUMNS
                        + ": name; what it does; systems; networks; source");
            }
            Provider provider = new Provider(
                    columns[0].strip(),
                    columns[1].strip(),
                    parts(columns[2]).map(Provider::system).collect(Collectors.toSet()),
                    parts(columns[3]).map(Provider::network).toList());
            if (provider.name().isEmpty() || provider.what().isEmpty()) {
                throw new IllegalArgumentException("no name, or not what it does, expected both: name; what it does");
            }
            if (provider.asns().isEmpty() && provider.networks().isEmpty()) {
                throw new IllegalArgumentException("neither systems nor networks, expected one of the two: "
                        + "name; what it does; 15169 8075; 192.0.2.0/24; source");
            }
            return provider;
        }

        private static long system(String text) {
            if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) == 0 || Long.parseLong(text) > HIGHEST_ASN) {
                throw new IllegalArgumentException("'" + text + "' among the systems, expected a number from 1 to "
                        + HIGHEST_ASN + " without AS, such as 15169");
            }
            return Long.parseLong(text);
        }

        // As wide as a safe network may be: what is wider is nobody's own.
        private static Network network(String text) {
            Network network;
            try {
                network = Network.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "'" + text + "' among the networks, expected one such as 192.0.2.0/24 or 2001:db8::/32", e);
            }
            if (SafeNetwork.tooWide(network)) {
                throw new IllegalArgumentException(
                        "'" + text + "' among the networks, expected /8 or longer, for IPv6 /16 or longer");
            }
            // Host bits are a slip in one of its two halves, and nobody knows in which.
            if (!Address.parse(text.replaceAll("/.*", "")).map(Address::inet).equals(Optional.of(network.base()))) {
                throw new IllegalArgumentException(
                        "'" + text + "' among the networks, expected its first address, such as " + network);
            }
            return network;
        }

        private static Stream<String> parts(String column) {
            return Arrays.stream(column.split(" ", -1)).filter(part -> !part.isEmpty());
        }

        private Optional<ThirdPartyAccess> seen(Address address, OptionalLong asn) {
            Optional<Network> own =
                    networks.stream().filter(one -> one.contains(address)).findFirst();
            if (own.isPresent()) {
                return Optional.of(
                        new ThirdPartyAccess(name, what, own, own.get().toString()));
            }
            return networks.isEmpty() && asn.isPresent() && asns.contains(asn.getAsLong())
                    ? Optional.of(new ThirdPartyAccess(name, what, Optional.empty(), "AS" + asn.getAsLong()))
                    : Optional.empty();
        }
    }

    private static List<Provider> shipped() {
        try (InputStream in = Objects.requireNonNull(ThirdPartyAccess.class.getResourceAsStream(FILE))) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Provider> read(String text) {
        List<Provider> providers = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    providers.add(Provider.of(line));
                } catch (IllegalArgumentException e) {
                    wrong.add(
                            "line " + (i + 1) + ": " + Text.printable(String.valueOf(e.getMessage()), LONGEST_PROBLEM));
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(FILE + ": " + String.join("; ", wrong));
        }
        return List.copyOf(providers);
    }

    /**
     * Checks such a list: IllegalArgumentException says each line that is wrong, what is in it, and what is expected.
     *
     * @return how many providers it has
     */
    static int check(String text) {
        return read(text).size();
    }

    /** The provider that has that address; empty when none of the list does. */
    static Optional<ThirdPartyAccess> known(Address address, OptionalLong asn) {
        return ALL.stream()
                .flatMap(provider -> provider.seen(address, asn).stream())
                .findFirst();
    }
}

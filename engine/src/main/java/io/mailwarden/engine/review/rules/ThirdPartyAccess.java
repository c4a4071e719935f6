package io.mailwarden.engine.review.rules;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Network;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    private static final int COLUMNS = 5;
    private static final List<Provider> ALL = read();

    /**
     * A line of the list, whose source stands beside it.
     *
     * @param networks which it publishes as its own; none where it does not
     */
    private record Provider(String name, String what, Set<Long> asns, List<Network> networks) {

        private static Provider of(String line) {
            String[] columns = line.split(";", -1);
            if (columns.length != COLUMNS) {
                throw new IllegalStateException("expected " + COLUMNS + " columns: " + line);
            }
            return new Provider(
                    columns[0],
                    columns[1],
                    parts(columns[2]).map(Long::valueOf).collect(Collectors.toSet()),
                    parts(columns[3]).map(Network::parse).toList());
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

    private static List<Provider> read() {
        try (InputStream in =
                        Objects.requireNonNull(ThirdPartyAccess.class.getResourceAsStream("third-party-access.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Provider::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The provider that has that address; empty when none of the list does. */
    static Optional<ThirdPartyAccess> known(Address address, OptionalLong asn) {
        return ALL.stream()
                .flatMap(provider -> provider.seen(address, asn).stream())
                .findFirst();
    }
}

package io.mailwarden.engine.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SortedNetworksProperties {

    // Few distinct bytes, so that networks hold each other often.
    private static Address address(boolean ipv4, int seed) {
        byte[] bytes = new byte[ipv4 ? 4 : 16];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (((seed >>> (2 * i)) & 3) * 85);
        }
        try {
            return Address.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Property(tries = 500)
    void holdsWhatAnyOfItsNetworksHolds(
            @ForAll boolean ipv4,
            @ForAll @Size(max = 30) List<Integer> bases,
            @ForAll @Size(value = 30) List<@IntRange(max = 128) Integer> lengths,
            @ForAll @Size(value = 50) List<Integer> asked) {
        List<Network> networks = new ArrayList<>();
        for (int i = 0; i < bases.size(); i++) {
            int length = ipv4 ? lengths.get(i) % 33 : lengths.get(i);
            networks.add(Network.parse(address(ipv4, bases.get(i)) + "/" + length));
        }
        SortedNetworks sorted = SortedNetworks.of(networks);

        for (int seed : asked) {
            Address address = address(ipv4, seed);
            boolean held = networks.stream().anyMatch(network -> network.contains(address));
            assertThat(sorted.contains(address))
                    .as("%s in %s", address, networks)
                    .isEqualTo(held);
        }
    }
}

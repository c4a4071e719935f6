package io.mailwarden.owner.page;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Network;
import java.util.List;
import java.util.Optional;

/** Where a request came from: what a proxy tells counts when it is one that the configuration names. */
final class ProxiedAddress {

    private static final int MOST_HOPS = 20;

    private final List<Network> proxies;

    ProxiedAddress(List<Network> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    /** Of the addresses that proxies told, the nearest that is no proxy of ours; the peer's own otherwise. */
    String of(Address peer, String forwarded) {
        Address client = peer;
        String[] hops = forwarded.split(",", -1);
        for (int i = hops.length - 1; i >= Math.max(0, hops.length - MOST_HOPS) && trusts(client); i--) {
            Optional<Address> hop = Address.parse(hops[i].strip());
            if (hop.isEmpty()) {
                break;
            }
            client = hop.get();
        }
        return client.toString();
    }

    /** Whether it is a proxy of ours. */
    boolean trusts(Address address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }
}

package io.mailwarden.admin.access;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Network;
import java.net.Inet6Address;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import spark.Request;

/**
 * Where a request came from. The headers of a proxy count only when it is one that the configuration names: everybody
 * can write them.
 */
final class ClientAddress {

    private static final int MOST_HOPS = 20;

    private final List<Network> trusted;

    ClientAddress(List<Network> trusted) {
        this.trusted = trusted;
    }

    /** The client's address: of those that proxies told, the nearest that is no trusted proxy. */
    String of(Request request) {
        List<String> told = Collections.list(request.raw().getHeaders("X-Forwarded-For"));
        return of(request.ip(), String.join(",", told));
    }

    // As proxies append, the last is what the nearest saw; what stands before the first stranger is his own word.
    String of(String peer, String told) {
        String client = peer;
        String[] hops = told.split(",", -1);
        for (int i = hops.length - 1; i >= Math.max(0, hops.length - MOST_HOPS) && trusts(client); i--) {
            Optional<Address> hop = Address.parse(hops[i].strip());
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get().toString();
        }
        return client;
    }

    /** Its network: one customer of a provider has a whole /64 of IPv6. */
    String network(Request request) {
        String address = of(request);
        return Address.parse(address)
                .map(one -> one.inet() instanceof Inet6Address ? one.network().toString() : address)
                .orElse(address);
    }

    /** Whether the client speaks TLS, with us or with a trusted proxy. */
    boolean secure(Request request) {
        return request.raw().isSecure()
                || (trusts(request.ip())
                        && "https"
                                .equals(String.valueOf(request.headers("X-Forwarded-Proto"))
                                        .toLowerCase(Locale.ROOT)));
    }

    private boolean trusts(String peer) {
        return Address.parse(peer)
                .filter(address -> trusted.stream().anyMatch(network -> network.contains(address)))
                .isPresent();
    }
}

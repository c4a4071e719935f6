package io.mailwarden.owner.page;

import io.mailwarden.engine.event.Address;
import java.util.HashMap;
import java.util.Map;

/** Counts open connections, all and by network, so that one stranger never has them all. Thread-safe. */
final class OpenConnections {

    /** Most at once. */
    static final int MOST = 200;

    /** Most at once of one network (/24, /64); of a proxy, as many as there are. */
    static final int MOST_OF_ONE = 20;

    private final Map<String, Integer> byNetwork = new HashMap<>();
    private int all;

    /** Whether there is room for one more, which is counted then. */
    synchronized boolean enter(Address from, boolean proxy) {
        String network = from.network().toString();
        if (all >= MOST || (!proxy && byNetwork.getOrDefault(network, 0) >= MOST_OF_ONE)) {
            return false;
        }
        all++;
        byNetwork.merge(network, 1, Integer::sum);
        return true;
    }

    /** One that was counted is closed. */
    synchronized void leave(Address from) {
        all--;
        String network = from.network().toString();
        int left = byNetwork.getOrDefault(network, 1) - 1;
        if (left > 0) {
            byNetwork.put(network, left);
        } else {
            byNetwork.remove(network);
        }
    }
}

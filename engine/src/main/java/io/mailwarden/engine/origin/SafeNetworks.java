package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.support.RuleStore;
import io.mailwarden.engine.support.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The safe networks that administrators made, beside those of the configuration. Asking costs no I/O: for each scope
 * one look for each length of prefix that there is. Thread-safe.
 */
public final class SafeNetworks extends Rules<SafeNetwork, Map<String, SafeNetworks.OfScope>> {

    /** None, before {@link #refresh}; who listens is told of each that this node has made or taken back. */
    public SafeNetworks(RuleStore<SafeNetwork> store, Consumer<SafeNetwork> changed) {
        super(store, SafeNetworks::index, changed);
    }

    /** Those of one scope by length of prefix, longest first, and by network; of the same, which end last come first. */
    static final class OfScope {

        private final Map<Integer, Map<Network, List<SafeNetwork>>> byLength = new TreeMap<>(Comparator.reverseOrder());

        private void add(SafeNetwork one) {
            byLength.computeIfAbsent(one.network().prefixLength(), length -> new HashMap<>())
                    .computeIfAbsent(one.network(), network -> new ArrayList<>())
                    .add(one);
        }

        private Optional<SafeNetwork> with(Address address, Instant at) {
            for (Map.Entry<Integer, Map<Network, List<SafeNetwork>>> same : byLength.entrySet()) {
                Optional<SafeNetwork> found = Network.of(address, same.getKey())
                        .flatMap(network -> same.getValue().getOrDefault(network, List.of()).stream()
                                .filter(one -> one.holds(at))
                                .findFirst());
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
    }

    private static Map<String, OfScope> index(List<SafeNetwork> all) {
        Map<String, OfScope> index = new HashMap<>();
        all.forEach(one -> index.computeIfAbsent(one.scope().text(), scope -> new OfScope())
                .add(one));
        return Map.copyOf(index);
    }

    /** The narrowest that vouches for that account's logins from that address at that time: its own first. */
    public Optional<SafeNetwork> with(Account account, Address address, Instant at) {
        Map<String, OfScope> index = current();
        if (index.isEmpty()) {
            return Optional.empty();
        }
        return Stream.of(Scope.of(account).text(), "@" + account.domain(), Scope.EVERYBODY.text())
                .flatMap(scope -> Optional.ofNullable(index.get(scope)).stream())
                .flatMap(networks -> networks.with(address, at).stream())
                .findFirst();
    }

    /** The origin of a login of that account, vouched for where one of them does. */
    public Origin vouch(Origin origin, Account account, Instant at) {
        return origin.address().flatMap(address -> with(account, address, at)).isPresent() ? origin.vouched() : origin;
    }
}

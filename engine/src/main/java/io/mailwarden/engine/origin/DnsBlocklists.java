package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Address;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Port: block lists that are asked by DNS (RFC 5782). Thread-safe. */
@FunctionalInterface
public interface DnsBlocklists {

    /** Nobody to ask: no address is listed. */
    DnsBlocklists NONE = address -> CompletableFuture.completedFuture(Optional.empty());

    /**
     * Asks for a public address; never blocks. Completes with the zone that lists it, or empty when all zones answered
     * that they do not; completes exceptionally when none lists it and one could not be asked.
     */
    CompletionStage<Optional<String>> listed(Address address);
}

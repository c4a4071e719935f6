package io.mailwarden.plugin;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.origin.DnsBlocklists;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.james.dnsservice.api.DNSService;

/** DNS block lists, asked through James's DNS service on a few threads of their own. Thread-safe. */
final class JamesDnsBlocklists implements DnsBlocklists, AutoCloseable {

    // James's DNS service blocks its caller, for many seconds when no server answers.
    private static final int THREADS = 8;
    private static final int WAITING = 64;
    private static final int IDLE_SECONDS = 30;

    private final List<BlocklistZone> zones;
    private final ThreadPoolExecutor executor;

    JamesDnsBlocklists(DNSService dns, List<String> zones, Clock clock) {
        this.zones =
                zones.stream().map(zone -> new BlocklistZone(dns, zone, clock)).toList();
        executor = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "mailwarden-dns");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public CompletionStage<Optional<String>> listed(Address address) {
        try {
            return CompletableFuture.supplyAsync(() -> ask(address), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    // One zone that fails does not hide that another lists the address.
    private Optional<String> ask(Address address) {
        Optional<RuntimeException> failure = Optional.empty();
        for (BlocklistZone zone : zones) {
            try {
                if (zone.lists(address)) {
                    return Optional.of(zone.name());
                }
            } catch (RuntimeException e) {
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return Optional.empty();
    }

    /** Asks nobody from now on. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}

package io.mailwarden.plugin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.james.dnsservice.api.DNSService;

/** A DNS service that knows the names that the test gave it. Thread-safe. */
final class FakeDns implements DNSService {

    private final Map<String, List<InetAddress>> records = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** The name has that address. */
    FakeDns with(String name, String address) throws UnknownHostException {
        records.put(name, List.of(InetAddress.getByName(address)));
        return this;
    }

    /** Nobody gets an answer until {@link #open()}. */
    void shut() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Collection<InetAddress> getAllByName(String host) throws UnknownHostException {
        asked.add(host);
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
        List<InetAddress> known = records.get(host);
        if (known == null) {
            throw new UnknownHostException(host);
        }
        return known;
    }

    @Override
    public InetAddress getByName(String host) throws UnknownHostException {
        return getAllByName(host).iterator().next();
    }

    @Override
    public Collection<String> findMXRecords(String hostname) {
        return List.of();
    }

    @Override
    public Collection<String> findTXTRecords(String hostname) {
        return List.of();
    }

    @Override
    public InetAddress getLocalHost() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public String getHostName(InetAddress address) {
        return address.getHostAddress();
    }
}

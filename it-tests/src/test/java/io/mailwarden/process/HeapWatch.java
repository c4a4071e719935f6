package io.mailwarden.process;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Watches the heap of this process by what its collectors report: between two collections the heap grows by what is
 * allocated. That counts what threads allocated that are gone by now, too, and costs nothing in between. Thread-safe.
 */
final class HeapWatch {

    private static final String YOUNG = "end of minor GC";
    private static final String ASKED_FOR = "System.gc()";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());

    private long askedFor;
    private long left;
    private long allocated;
    private Duration longestYoung = Duration.ZERO;

    private HeapWatch() {}

    /** Watches from now on. */
    static HeapWatch begin() {
        HeapWatch watch = new HeapWatch();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener((notification, nothing) -> watch.report(notification), null, null);
        }
        return watch;
    }

    private synchronized void report(Notification notification) {
        if (!notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            return;
        }
        GarbageCollectionNotificationInfo info =
                GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
        GcInfo collection = info.getGcInfo();
        allocated += Math.max(0, heap(collection.getMemoryUsageBeforeGc()) - left);
        left = heap(collection.getMemoryUsageAfterGc());
        Duration taken = Duration.ofMillis(collection.getDuration());
        if (info.getGcAction().equals(YOUNG) && taken.compareTo(longestYoung) > 0) {
            longestYoung = taken;
        }
        askedFor += info.getGcCause().equals(ASKED_FOR) ? 1 : 0;
        notifyAll();
    }

    private long heap(Map<String, MemoryUsage> usages) {
        return usages.entrySet().stream()
                .filter(usage -> pools.contains(usage.getKey()))
                .mapToLong(usage -> usage.getValue().getUsed())
                .sum();
    }

    /** Collects, and tells of the time since it was asked last; IllegalStateException when no collector reports. */
    synchronized HeapUse sinceLast() throws InterruptedException {
        long before = askedFor;
        System.gc();
        long end = System.nanoTime() + PATIENCE_NANOS;
        // Reports come in order: when this collection's is there, all before it are.
        while (askedFor == before) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("collectors do not report what they do");
            }
            wait(100);
        }
        HeapUse use = new HeapUse(left, allocated, longestYoung);
        allocated = 0;
        longestYoung = Duration.ZERO;
        return use;
    }
}

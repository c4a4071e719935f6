package io.mailwarden.store.alert;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Which channels have an alert. */
final class AlertDeliveries {

    private AlertDeliveries() {}

    static Set<String> of(Handle handle, String id) {
        return of(handle, List.of(id)).getOrDefault(id, Set.of());
    }

    // At once: one by one, a page of a thousand would be a thousand ways to the database and back.
    static Map<String, Set<String>> of(Handle handle, List<String> ids) {
        Map<String, Set<String>> channels = new HashMap<>();
        if (!ids.isEmpty()) {
            handle.createQuery("SELECT alert, channel FROM alert_delivery WHERE alert IN (<ids>)")
                    .bindList("ids", ids)
                    .map((row, context) -> channels.computeIfAbsent(row.getString(1), id -> new HashSet<>())
                            .add(row.getString(2)))
                    .list();
        }
        return channels;
    }
}

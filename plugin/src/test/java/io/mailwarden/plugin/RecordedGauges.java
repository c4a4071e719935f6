package io.mailwarden.plugin;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.james.metrics.api.Gauge;
import org.apache.james.metrics.api.GaugeRegistry;

/** Remembers what was registered. */
final class RecordedGauges implements GaugeRegistry {

    private final Map<String, Gauge<?>> gauges = new TreeMap<>();

    @Override
    public <T> GaugeRegistry register(String name, Gauge<T> gauge) {
        gauges.put(name, gauge);
        return this;
    }

    @Override
    public <T> SettableGauge<T> settableGauge(String name) {
        throw new UnsupportedOperationException();
    }

    /** What they show now. */
    Map<String, Object> values() {
        return gauges.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, gauge -> gauge.getValue()
                .get()));
    }
}

package io.mailwarden.engine.verdict;

import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Modes as long as the process lives. Thread-safe. */
public final class InMemoryModeStore implements ModeStore {

    private final ConcurrentMap<String, ModeRule> rules = new ConcurrentSkipListMap<>();

    @Override
    public List<ModeRule> all() {
        return List.copyOf(rules.values());
    }

    @Override
    public void put(ModeRule rule) {
        rules.put(rule.scope(), rule);
    }

    @Override
    public boolean remove(String scope) {
        return rules.remove(scope) != null;
    }
}

package io.mailwarden.engine.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules as long as the process lives. Thread-safe.
 *
 * @param <T> the kind of rules
 */
public final class InMemoryRuleStore<T extends Rule> implements RuleStore<T> {

    private final Map<String, KeptRule<T>> rules = new LinkedHashMap<>();

    @Override
    public synchronized boolean add(T rule) {
        return rules.putIfAbsent(rule.id(), new KeptRule<>(rule, Usage.NONE)) == null;
    }

    @Override
    public synchronized Optional<T> remove(String id) {
        return Optional.ofNullable(rules.remove(id)).map(KeptRule::rule);
    }

    @Override
    public synchronized List<KeptRule<T>> all() {
        return List.copyOf(rules.values());
    }

    @Override
    public synchronized void count(Map<String, Usage> more) {
        more.forEach((id, usage) -> rules.computeIfPresent(
                id, (same, kept) -> new KeptRule<>(kept.rule(), kept.usage().plus(usage))));
    }
}

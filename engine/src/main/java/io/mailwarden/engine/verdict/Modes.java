package io.mailwarden.engine.verdict;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which mode holds for whom: the most specific rule wins, an account's before its domain's before that of all; for the
 * same scope what an administrator set while the server runs wins over the configuration. Thread-safe; asking costs no
 * I/O.
 */
public final class Modes {

    private final Map<String, Mode> configured;
    private final ModeStore store;
    private volatile Map<String, Mode> effective;

    /** By the configuration alone, until {@link #refresh}. */
    public Modes(PolicyConfig config, ModeStore store) {
        Map<String, Mode> rules = new TreeMap<>();
        rules.put(ModeRule.ALL, config.mode());
        config.modes().stream().map(ModeRule::parse).forEach(rule -> rules.put(rule.scope(), rule.mode()));
        this.configured = Map.copyOf(rules);
        this.store = store;
        this.effective = configured;
    }

    /** The mode that holds for the account. */
    public Mode of(Account account) {
        Map<String, Mode> rules = effective;
        Mode own = rules.get(account.name());
        Mode found = own == null ? rules.get(ModeRule.domainOf(account)) : own;
        return found == null ? general(rules) : found;
    }

    /** The mode of whoever has no other. */
    public Mode general() {
        return general(effective);
    }

    private static Mode general(Map<String, Mode> rules) {
        return Objects.requireNonNull(rules.get(ModeRule.ALL));
    }

    /** All rules that hold, by scope. */
    public List<ModeRule> rules() {
        return new TreeMap<>(effective)
                .entrySet().stream()
                        .map(rule -> new ModeRule(rule.getKey(), rule.getValue()))
                        .toList();
    }

    /**
     * Reads again what is set, on this node or another; throws {@link io.mailwarden.engine.support.StoreUnavailable}.
     */
    public synchronized void refresh() {
        Map<String, Mode> rules = new TreeMap<>(configured);
        rules.putAll(store.all().stream().collect(Collectors.toMap(ModeRule::scope, ModeRule::mode)));
        effective = Map.copyOf(rules);
    }

    /** Sets a mode, on all nodes within a second; throws {@link io.mailwarden.engine.support.StoreUnavailable}. */
    public synchronized void set(ModeRule rule) {
        store.put(rule);
        refresh();
    }

    /** Takes back what was set for that scope, so that the configuration holds again; false when nothing was set. */
    public synchronized boolean unset(String scope) {
        boolean removed = store.remove(scope);
        refresh();
        return removed;
    }
}

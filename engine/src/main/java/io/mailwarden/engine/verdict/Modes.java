package io.mailwarden.engine.verdict;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which mode holds for whom: the most specific rule wins, an account's before its domain's before that of all; for the
 * same scope what an administrator set while the server runs wins over the configuration. Thread-safe; asking costs no
 * I/O.
 */
public final class Modes {

    private final Map<String, Mode> configured;
    private final SetModes set;

    /** By the configuration alone, until {@link #refresh}. */
    public Modes(PolicyConfig config, ModeStore store) {
        this(config, new SetModes(store));
    }

    private Modes(PolicyConfig config, SetModes set) {
        Map<String, Mode> rules = new TreeMap<>();
        rules.put(ModeRule.ALL, config.mode());
        config.modes().stream().map(ModeRule::parse).forEach(rule -> rules.put(rule.scope(), rule.mode()));
        this.configured = Map.copyOf(rules);
        this.set = set;
    }

    /** What administrators set, by scope: the same for all configurations. */
    private static final class SetModes {

        private final ModeStore store;
        private volatile Map<String, Mode> rules = Map.of();

        SetModes(ModeStore store) {
            this.store = store;
        }

        synchronized void refresh() {
            rules = store.all().stream().collect(Collectors.toUnmodifiableMap(ModeRule::scope, ModeRule::mode));
        }

        synchronized void put(ModeRule rule) {
            store.put(rule);
            refresh();
        }

        synchronized boolean remove(String scope) {
            boolean removed = store.remove(scope);
            refresh();
            return removed;
        }
    }

    /** By another configuration; what administrators set, or will set, is the same for both. */
    public Modes with(PolicyConfig config) {
        return new Modes(config, set);
    }

    /** The mode that holds for the account. */
    public Mode of(Account account) {
        Map<String, Mode> rules = set.rules;
        Mode own = of(account.name(), rules);
        Mode found = own == null ? of(ModeRule.domainOf(account), rules) : own;
        return found == null ? general(rules) : found;
    }

    private @Nullable Mode of(String scope, Map<String, Mode> rules) {
        Mode mode = rules.get(scope);
        return mode == null ? configured.get(scope) : mode;
    }

    /** The mode of whoever has no other. */
    public Mode general() {
        return general(set.rules);
    }

    private Mode general(Map<String, Mode> rules) {
        return Objects.requireNonNull(of(ModeRule.ALL, rules));
    }

    /** All rules that hold, by scope. */
    public List<ModeRule> rules() {
        Map<String, Mode> rules = new TreeMap<>(configured);
        rules.putAll(set.rules);
        return rules.entrySet().stream()
                .map(rule -> new ModeRule(rule.getKey(), rule.getValue()))
                .toList();
    }

    /**
     * Reads again what is set, on this node or another; throws {@link io.mailwarden.engine.support.StoreUnavailable}.
     */
    public void refresh() {
        set.refresh();
    }

    /** Sets a mode, on all nodes within a second; throws {@link io.mailwarden.engine.support.StoreUnavailable}. */
    public void set(ModeRule rule) {
        set.put(rule);
    }

    /** Takes back what was set for that scope, so that the configuration holds again; false when nothing was set. */
    public boolean unset(String scope) {
        return set.remove(scope);
    }
}

package io.mailwarden.engine.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");

    private record Named(String id) implements Rule {

        @Override
        public Instant createdAt() {
            return NOON;
        }

        @Override
        public Optional<Instant> expires() {
            return Optional.empty();
        }
    }

    private static final class Failing implements RuleStore<Named> {

        private RuleStore<Named> inner = new InMemoryRuleStore<>();
        private boolean gone;

        private RuleStore<Named> reached() {
            if (gone) {
                throw new StoreUnavailable("reach", new IllegalStateException("gone"));
            }
            return inner;
        }

        @Override
        public boolean add(Named rule) {
            return reached().add(rule);
        }

        @Override
        public Optional<Named> remove(String id) {
            return reached().remove(id);
        }

        @Override
        public List<KeptRule<Named>> all() {
            return reached().all();
        }

        @Override
        public void count(Map<String, Usage> more) {
            reached().count(more);
        }
    }

    private static final class Names extends Rules<Named, List<Named>> {

        Names(RuleStore<Named> store, List<Named> told) {
            super(store, List::copyOf, told::add);
        }

        List<Named> inForce() {
            return current();
        }
    }

    private final Failing store = new Failing();
    private final List<Named> told = new ArrayList<>();
    private final Names rules = new Names(store, told);
    private final Named one = new Named("1");

    @Test
    void isInForceAndToldWhenItIsMadeAndWhenItIsTakenBack() {
        rules.add(one);
        assertThat(rules.inForce()).containsExactly(one);
        assertThat(rules.remove("1")).contains(one);
        assertThat(rules.remove("1")).isEmpty();

        assertThat(rules.inForce()).isEmpty();
        assertThat(told).containsExactly(one, one);
    }

    @Test
    void whatIsNotKeptIsNotInForceAndWhatWasStays() {
        rules.add(one);
        store.gone = true;

        assertThatThrownBy(() -> rules.add(new Named("2"))).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> rules.remove("1")).isInstanceOf(StoreUnavailable.class);

        assertThat(rules.inForce()).containsExactly(one);
        assertThat(told).containsExactly(one);
    }

    @Test
    void whatCouldNotBeCountedIsCountedLater() {
        rules.add(one);
        rules.did("1", NOON);
        store.gone = true;
        assertThatThrownBy(rules::writeCounts).isInstanceOf(StoreUnavailable.class);
        rules.did("1", NOON.minusSeconds(1));
        store.gone = false;

        assertThat(rules.kept())
                .containsExactly(new RuleStore.KeptRule<>(one, new RuleStore.Usage(2, Optional.of(NOON))));
        assertThat(rules.kept().get(0).usage().count()).isEqualTo(2);
    }

    @Test
    void aStoreThatLostThemGetsThemAgain() {
        rules.add(one);
        store.inner = new InMemoryRuleStore<>();
        rules.keepAgain();
        rules.refresh();

        assertThat(rules.inForce()).containsExactly(one);
        assertThat(store.all()).hasSize(1);
    }
}

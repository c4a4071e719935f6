package io.mailwarden.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.verdict.PolicyConfig.CriticalLogin;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.PolicyConfig.OnFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModesTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final Account ALICE = new Account("alice@example.org");
    private static final Account LOCAL = new Account("root");

    private final ModeStore store = new InMemoryModeStore();

    private Modes modes(Mode general, String... rules) {
        Modes modes =
                new Modes(new PolicyConfig(general, List.of(rules), CriticalLogin.REJECT, OnFailure.ALLOW), store);
        modes.refresh();
        return modes;
    }

    @Test
    void theMostSpecificRuleWins() {
        Modes modes = modes(Mode.PREVENT, "@example.org:remediate", "bob@example.org:detect");

        assertThat(modes.of(BOB)).isEqualTo(Mode.DETECT);
        assertThat(modes.of(ALICE)).isEqualTo(Mode.REMEDIATE);
        assertThat(modes.of(new Account("x@other.example"))).isEqualTo(Mode.PREVENT);
        assertThat(modes.of(LOCAL)).isEqualTo(Mode.PREVENT);
        assertThat(modes.general()).isEqualTo(Mode.PREVENT);
    }

    @Test
    void modeThatWasSetWinsOverTheFileForTheSameScopeOnly() {
        Modes modes = modes(Mode.PREVENT, "@example.org:remediate", "bob@example.org:detect");

        modes.set(new ModeRule("*", Mode.DETECT));
        modes.set(new ModeRule("@example.org", Mode.PREVENT));

        assertThat(modes.of(BOB)).isEqualTo(Mode.DETECT);
        assertThat(modes.of(ALICE)).isEqualTo(Mode.PREVENT);
        assertThat(modes.general()).isEqualTo(Mode.DETECT);
        assertThat(modes.unset("@example.org")).isTrue();
        assertThat(modes.of(ALICE)).isEqualTo(Mode.REMEDIATE);
        assertThat(modes.unset("@example.org")).isFalse();
    }

    @Test
    void modeSetOnAnotherNodeHoldsAfterTheNextRefresh() {
        Modes here = modes(Mode.PREVENT);
        Modes there = modes(Mode.PREVENT);

        there.set(new ModeRule("bob@example.org", Mode.DETECT));
        here.refresh();

        assertThat(here.of(BOB)).isEqualTo(Mode.DETECT);
        assertThat(here.rules())
                .containsExactly(new ModeRule("*", Mode.PREVENT), new ModeRule("bob@example.org", Mode.DETECT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "bob", "bob:", ":detect", "@:detect", "@a@b:detect", "b*b:detect", "bob:DETECT", "bob:no"})
    void refusesWhatIsNoRule(String rule) {
        assertThatThrownBy(() -> ModeRule.parse(rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }
}

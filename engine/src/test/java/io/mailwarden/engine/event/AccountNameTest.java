package io.mailwarden.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountNameTest {

    @Test
    void takesANameAsTheServerWritesIt() {
        assertThat(Account.tryOf("Bob@Example.ORG")).contains(new Account("bob@example.org"));
    }

    @Test
    void isEmptyForWhatNoAccountCanBeCalled() {
        assertThat(Account.tryOf(null)).isEmpty();
        assertThat(Account.tryOf("  ")).isEmpty();
        assertThat(Account.tryOf("b\u0007b@example.org")).isEmpty();
        assertThat(Account.tryOf("x".repeat(Account.MAX_LENGTH + 1))).isEmpty();
    }
}

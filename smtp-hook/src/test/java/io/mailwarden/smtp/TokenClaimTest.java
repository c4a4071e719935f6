package io.mailwarden.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.TokenIssuer;
import org.junit.jupiter.api.Test;

class TokenClaimTest {

    @Test
    void readsTheClaim() {
        try (TokenIssuer issuer = TokenIssuer.start()) {
            assertThat(TokenClaim.of(issuer.tokenFor("bob@example.org"), TokenIssuer.CLAIM))
                    .contains("bob@example.org");
            assertThat(TokenClaim.of(issuer.tokenFor("bob@example.org"), "exp")).isEmpty();
            assertThat(TokenClaim.of(issuer.tokenFor("bob@example.org"), "missing"))
                    .isEmpty();
        }
    }

    @Test
    void isEmptyForWhatIsNoToken() {
        for (String text : new String[] {"", "opaque", "..", "a.b.c", "e30.%%%.e30", "e30.e30.e30", "e30.W10.e30"}) {
            assertThat(TokenClaim.of(text, TokenIssuer.CLAIM)).as(text).isEmpty();
        }
    }
}

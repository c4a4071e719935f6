package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guessing is slowed, and locks nobody out. */
class GuessedSignInTest extends SignInOfTest {

    @Test
    void guessingIsSlowedAndTheOwnersBrowserIsNot() throws IOException {
        String secret = enrolled(CAROL).secret();
        HttpResponse<String> before = signIn(CAROL, code(secret));
        made.clock.advance(Duration.ofMinutes(1));
        int slowed = 0;
        for (int i = 0; i < 40; i++) {
            HttpResponse<String> guess = post(SIGN_IN, CAROL, "guess" + i, "X-Forwarded-For", "198.51.100." + (i % 30));
            slowed += guess.statusCode() == 429 ? 1 : 0;
            made.clock.advance(Duration.ofMillis(100));
        }
        assertThat(slowed).isGreaterThan(25);

        assertThat(signIn(CAROL, code(secret), "X-Forwarded-For", "203.0.113.9", "Cookie", cookie(before))
                        .statusCode())
                .as("a browser that signed in before")
                .isEqualTo(200);
        made.clock.advance(Duration.ofSeconds(61));
        assertThat(signIn(CAROL, code(secret), "X-Forwarded-For", "203.0.113.9").statusCode())
                .as("another, a minute later")
                .isEqualTo(200);
    }

    @Test
    void oneAddressIsSlowedWhateverNamesItTries() {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            statuses.add(post(SIGN_IN, "user" + i + "@example.org", "x", "X-Forwarded-For", "2001:db8:1:2::" + i)
                    .statusCode());
        }
        assertThat(statuses).startsWith(401, 401, 401, 401, 401).endsWith(429);
        HttpResponse<String> other = post(SIGN_IN, "user@example.org", "x", "X-Forwarded-For", "2001:db8:1:3::1");
        assertThat(other.statusCode()).isEqualTo(401);
    }

    @Test
    void aRightPasswordWithAWrongCodeRaisesAnAlarmUntilTheOwnerComes() throws IOException {
        String secret = enrolled(CAROL).secret();
        signIn(CAROL, "000000");
        assertThat(made.alarms.stands("console-code-guessed")).isTrue();
        signIn(CAROL, code(secret));
        assertThat(made.alarms.stands("console-code-guessed")).isFalse();
    }
}

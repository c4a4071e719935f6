package io.mailwarden.engine.review.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.DomainFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaseworkTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:34:56.789Z");
    private static final Account BOB = new Account("bob@example.org");

    private static String kept(String text) {
        return new IncidentComment("c1", BOB, "i1", NOON, "carol", text).text();
    }

    @Test
    void textOfCommentsIsHarmless() {
        assertThat(kept("  one\r\ntwo\tthree \n\n")).isEqualTo("one\ntwo three");
        assertThat(kept("\u202Egnp.exe")).isEqualTo("?gnp.exe");
        assertThat(kept("a\u0000b\u001B[31m")).isEqualTo("a?b?[31m");
        assertThat(kept("<script>")).isEqualTo("<script>");
    }

    @Test
    void commentsHaveABoundedLength() {
        assertThat(kept("x".repeat(IncidentComment.LONGEST))).hasSize(IncidentComment.LONGEST);
        for (String wrong : new String[] {"", " \n ", "x".repeat(IncidentComment.LONGEST + 1), "x\n".repeat(2_001)}) {
            assertThatThrownBy(() -> kept(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void stepsAreBoundedAndBeginOnAWholeOne() {
        TimelineQuery hours = new TimelineQuery(DomainFilter.ALL, Optional.empty(), NOON, Duration.ofHours(2), 3);
        assertThat(hours.from()).isEqualTo(Instant.parse("2026-05-03T12:00:00Z"));
        assertThat(hours.to()).isEqualTo(Instant.parse("2026-05-03T18:00:00Z"));
        assertThat(new TimelineQuery(DomainFilter.ALL, Optional.of(BOB), NOON, Duration.ofMinutes(5), 1).from())
                .isEqualTo(Instant.parse("2026-05-03T12:34:00Z"));
        for (Duration wrong : new Duration[] {
            Duration.ZERO, Duration.ofHours(-1), Duration.ofMinutes(90), Duration.ofMillis(3_600_001)
        }) {
            assertThatThrownBy(() -> new TimelineQuery(DomainFilter.ALL, Optional.empty(), NOON, wrong, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int wrong : new int[] {0, -1, TimelineQuery.MOST_STEPS + 1}) {
            assertThatThrownBy(() ->
                            new TimelineQuery(DomainFilter.ALL, Optional.empty(), NOON, Duration.ofHours(1), wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}

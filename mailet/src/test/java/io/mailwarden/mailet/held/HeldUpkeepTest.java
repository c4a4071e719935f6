package io.mailwarden.mailet.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.verdict.Verdict;
import io.mailwarden.mailet.Mails;
import io.mailwarden.mailet.Post;
import io.mailwarden.mailet.held.ExpiryAlerts.ExpirySummary;
import java.time.Duration;
import java.util.Map;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.junit.jupiter.api.Test;

class HeldUpkeepTest {

    private final Post post = new Post(new MemoryMailRepository());

    private String held(String name) throws Exception {
        post.warden.answering(new Verdict.Hold(new Explanation("too many")));
        post.outbound.service(Mails.submitted(name, "carol@example.net"));
        return post.waiting().get(0).id();
    }

    private void after(Duration time) {
        post.clock.advance(time);
        post.upkeep.run();
    }

    @Test
    void expiresAfterItsTimeWithAnAlertBefore() throws Exception {
        String id = held("Mail1");
        after(Duration.ofDays(23));
        assertThat(post.expiryAlerts).isEmpty();

        after(Duration.ofSeconds(1));
        assertThat(post.expiryAlerts)
                .containsExactly(new ExpirySummary(
                        1,
                        Map.of(new Account("bob@example.org"), 1L),
                        post.clock.instant().plus(Duration.ofDays(7))));
        after(Duration.ofDays(7).minusSeconds(1));
        assertThat(post.waiting()).extracting(HeldMessage::id).containsExactly(id);

        after(Duration.ofSeconds(1));
        assertThat(post.waiting()).isEmpty();
        assertThat(post.repository.size()).isZero();
        assertThat(post.held.find(id).orElseThrow().state()).isEqualTo(HeldState.EXPIRED);
        assertThat(post.held.release(id)).isFalse();
        assertThat(post.expiryAlerts).hasSize(1);
    }

    @Test
    void withoutANoticeNothingIsDeleted() throws Exception {
        held("Mail1");
        post.deaf = true;
        after(Duration.ofDays(400));
        after(Duration.ofDays(400));
        assertThat(post.waiting()).hasSize(1);

        post.deaf = false;
        after(Duration.ofMinutes(10));
        assertThat(post.expiryAlerts).hasSize(1);
        assertThat(post.waiting()).singleElement().satisfies(message -> assertThat(message.expires())
                .contains(post.clock.instant().plus(Duration.ofDays(7))));
        after(Duration.ofDays(7).minusSeconds(1));
        assertThat(post.waiting()).hasSize(1);
        after(Duration.ofSeconds(1));
        assertThat(post.waiting()).isEmpty();
    }

    @Test
    void whatExpiresOnOneDayIsToldTogether() throws Exception {
        for (int i = 0; i < 10; i++) {
            held("Mail" + i);
            post.clock.advance(Duration.ofHours(2));
        }
        for (int hour = 0; hour < 24 * 40; hour++) {
            after(Duration.ofHours(1));
        }

        assertThat(post.expiryAlerts).extracting(ExpirySummary::messages).containsExactly(10L);
        assertThat(post.waiting()).isEmpty();
    }

    @Test
    void rowsOfReleasedOrDeletedMailAreForgottenInTheEnd() throws Exception {
        String id = held("Mail1");
        post.held.delete(id);
        after(Duration.ofDays(30));
        assertThat(post.held.find(id)).isPresent();
        after(Duration.ofSeconds(1));
        assertThat(post.held.find(id)).isEmpty();
    }

    @Test
    void clockThatWasSetBackDelaysNothingForLong() throws Exception {
        post.clock.advance(Duration.ofDays(365));
        post.upkeep.run();
        post.clock.advance(Duration.ofDays(-365));
        String id = held("Mail1");
        post.repository.removeAll();
        post.upkeep.run();

        assertThat(post.held.find(id).orElseThrow().state()).isEqualTo(HeldState.GONE);
    }
}

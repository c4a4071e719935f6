package io.mailwarden.engine;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.response.block.Block.BlockCause.Author;
import io.mailwarden.engine.review.owner.OwnerLock;
import io.mailwarden.engine.review.owner.OwnerNotice;
import io.mailwarden.engine.review.owner.OwnerNotice.NoticedLogin;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An owner says that a login was not his: his account is locked, and administrators unlock it as any other. */
class OwnerLockTest {

    private static final Account ALICE = new Account("alice@example.org");
    private static final String WORDS = "its owner says that the login from Lagos, NG was not his";

    private final Scenario story = Scenario.standard();

    @BeforeEach
    void learn() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
    }

    @AfterEach
    void close() {
        story.close();
    }

    private String lock() {
        NoticedLogin login = new NoticedLogin(story.now(), "NG", "Lagos", "", "", "", "imap");
        OwnerNotice notice = OwnerNotice.raised(
                "00112233445566778899aabbccddeeff",
                ALICE,
                login,
                story.now(),
                story.now().plus(Duration.ofDays(1)));
        return story.engine().ownerLock().lock(notice, WORDS);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whatTheAccountSendsWaitsInEveryMode(Mode mode) {
        story.engine().controls().setMode(new ModeRule(ALICE.name(), mode), "carol");
        story.after(Duration.ofMinutes(30)).logsIn(LAGOS);

        String id = lock();

        assertThat(story.engine().restriction(ALICE)).isEqualTo(Restriction.HOLD);
        story.writesToContacts(1, Duration.ofSeconds(1));
        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Hold.class);
        assertThat(story.engine().controls().blocks(ALICE)).singleElement().satisfies(block -> {
            assertThat(block.cause().author()).isEqualTo(Author.OWNER);
            assertThat(block.cause().incident()).contains(id);
            assertThat(block.until()).isEmpty();
        });
    }

    @Test
    void administratorsSeeACriticalIncidentThatSaysWhoReportedItWithWhatStoodBefore() {
        story.after(Duration.ofMinutes(30)).logsIn(LAGOS);

        String id = lock();

        Incident incident = story.engine().review().incident(id).orElseThrow();
        assertThat(incident.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(incident.has(OwnerLock.TYPE)).isTrue();
        assertThat(incident.has("new-country")).isTrue();
        assertThat(incident.gravest().orElseThrow().gravest().explanation().text())
                .isEqualTo(WORDS);
        assertThat(incident.gravest().orElseThrow().place()).isEqualTo("Lagos, NG");
        assertThat(story.engine().review().types()).contains(OwnerLock.TYPE);
        assertThat(story.engine().controls().records(incident)).anySatisfy(done -> {
            assertThat(done.response()).isEqualTo("owner-lock");
            assertThat(done.words()).contains("its owner locked it");
        });
    }

    @Test
    void lockingTwiceIsLockingOnce() {
        String id = lock();

        assertThat(lock()).isEqualTo(id);
        assertThat(story.engine().controls().blocks(ALICE)).hasSize(1);
    }

    @Test
    void unblockGivesTheAccountBack() {
        String id = lock();

        assertThat(story.engine().controls().unblock(ALICE, "carol").resolved()).contains(id);

        assertThat(story.engine().restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(story.engine().review().incident(id).orElseThrow().state()).isEqualTo(IncidentState.RESOLVED);
        story.writesToContacts(1, Duration.ofSeconds(1));
        assertThat(story.lastVerdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void dismissalGivesItBackToo() {
        String id = lock();

        assertThat(story.engine().review().dismiss(id)).isTrue();

        assertThat(story.engine().restriction(ALICE)).isEqualTo(Restriction.NONE);
    }

    @Test
    void accountThatNeverGotInIsLockedAllTheSame() {
        Account nobody = new Account("nobody@example.org");
        NoticedLogin login = new NoticedLogin(story.now(), "", "", "", "", "", "imap");
        OwnerNotice notice = OwnerNotice.raised(
                "ff112233445566778899aabbccddeeff",
                nobody,
                login,
                story.now(),
                story.now().plus(Duration.ofDays(1)));

        String id = story.engine().ownerLock().lock(notice, WORDS);

        assertThat(story.engine().review().incident(id)).isPresent();
        assertThat(story.engine().restriction(nobody)).isEqualTo(Restriction.HOLD);
    }

    @Test
    void whoListensHearsOfEachEventWithWhatWasFound() {
        List<String> heard = new ArrayList<>();
        story.engine().listen((event, origin, assessment) -> event.login()
                .filter(Login::accepted)
                .ifPresent(login -> heard.add(origin.country().orElse("") + " "
                        + assessment.anomalies().stream().map(Anomaly::type).toList())));

        story.after(Duration.ofMinutes(30)).logsIn(OSLO).logsIn(LAGOS);

        assertThat(heard).hasSize(2);
        assertThat(heard.get(0)).isEqualTo("NO []");
        assertThat(heard.get(1)).startsWith("NG").contains("new-country");
    }
}

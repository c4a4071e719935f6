package io.mailwarden.engine;

import static io.mailwarden.engine.Nodes.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.fixtures.TestMessage;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.response.session.SessionDetails;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where nobody was let in, administrators are told and no more is done, until one confirms or somebody comes in. */
class InsideTest {

    private final Nodes nodes = new Nodes();
    private final NotedActions actions = new NotedActions();
    private LastingEngine node;

    @BeforeEach
    void aGuessSucceedsAndIsRejected() {
        nodes.aliceIsKnown();
        node = nodes.equipped(1, actions);
        nodes.guessed(node);
        node.respond();
    }

    @AfterEach
    void close() {
        node.close();
    }

    private List<String> done() {
        return node.engine.controls().records(nodes.incident(node)).stream()
                .map(ResponseRecord::response)
                .toList();
    }

    private Verdict atHome() {
        nodes.clock.advance(Duration.ofMinutes(1));
        assertThat(node.engine.assess(nodes.login(ALICE, Spot.OSLO, Outcome.ACCEPTED)))
                .isEqualTo(Verdict.ALLOW);
        return node.engine.assess(nodes.message(ALICE, Spot.OSLO, List.of("friend1@far.example")));
    }

    @Test
    void isOnlyToldAndTheOwnerWorksOn() {
        assertThat(nodes.incident(node).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(nodes.incident(node).inside()).isEmpty();
        assertThat(done()).containsExactly("alert-only");
        assertThat(actions.asked).containsExactly("alert");
        AtomicBoolean ended = new AtomicBoolean();
        node.engine
                .sessions()
                .open(
                        new SessionDetails(
                                ALICE,
                                Optional.empty(),
                                Protocol.IMAP,
                                Optional.of(Nodes.address(Spot.OSLO)),
                                Client.UNKNOWN,
                                true),
                        reason -> ended.set(true));

        assertThat(atHome()).isEqualTo(Verdict.ALLOW);
        node.respond();
        node.respond();

        assertThat(ended).isFalse();
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(node.engine.suspects(ALICE)).isFalse();
        assertThat(done()).containsExactly("alert-only");
    }

    @Test
    void isAnsweredInFullWhenAnAdministratorConfirms() {
        actions.asked.clear();

        assertThat(node.review().confirm(nodes.incident(node).id())).isTrue();
        node.respond();

        assertThat(actions.asked).containsExactly("rescan", "alert");
        assertThat(done()).containsExactlyInAnyOrder("alert-only", "block-outgoing", "end-sessions", "rescan", "alert");
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        assertThat(atHome()).isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void isAnsweredInFullWhenSomebodyComesInLater() {
        actions.asked.clear();
        TestMessage malware = TestMessage.to("friend1@far.example").scanned(Message.Scan.MALICIOUS);
        nodes.clock.advance(Duration.ofMinutes(1));

        node.engine.examine(new Message(
                nodes.clock.instant(),
                ALICE,
                Optional.of(Nodes.address(Spot.OSLO)),
                Optional.of(Spot.OSLO.geo()),
                malware.recipients(),
                malware.content()));
        node.respond();

        assertThat(nodes.incident(node).inside()).contains(Severity.CRITICAL);
        assertThat(actions.asked).containsExactly("rescan", "alert");
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
    }
}

package io.mailwarden.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoggedMessagesTest {

    private final List<Event> events = new ArrayList<>();
    private final ImportTally tally = new ImportTally();
    private final LoggedMessages submissions = new LoggedMessages(2, 3, events::add, tally);

    private LoggedMessage open(String id) {
        LoggedMessage submission = new LoggedMessage(
                Instant.EPOCH,
                new Account(id + "@example.org"),
                Address.parse("198.51.100.7").orElseThrow());
        submissions.open(id, submission);
        return submission;
    }

    private List<String> told() {
        return events.stream().map(event -> event.account().name()).toList();
    }

    @Test
    void theOldestMakesRoomAndIsToldWhenItsRecipientsAreKnown() {
        submissions.tried(open("a"), "x@example.net", "x@example.net");
        open("b");
        open("c");
        assertThat(told()).containsExactly("a@example.org");

        open("d");
        assertThat(tally.summary(0).count(Reason.NO_RECIPIENTS)).isEqualTo(1);
        assertThat(told()).containsExactly("a@example.org");
    }

    @Test
    void tooManyRecipientsTellTheOldestEarly() {
        submissions.tried(open("a"), "x@example.net", "x@example.net");
        LoggedMessage second = open("b");
        for (int i = 0; i < 3; i++) {
            submissions.tried(second, i + "@example.net", i + "@example.net");
        }

        assertThat(told()).containsExactly("a@example.org");
        submissions.end();
        assertThat(((Message) events.get(1)).recipients()).hasSize(3);
    }

    @Test
    void aNameThatIsUsedAgainEndsTheMessageBefore() {
        submissions.tried(open("a"), "x@example.net", "x@example.net");
        submissions.tried(open("a"), "y@example.net", "y@example.net");
        submissions.end();

        assertThat(events).hasSize(2);
    }
}

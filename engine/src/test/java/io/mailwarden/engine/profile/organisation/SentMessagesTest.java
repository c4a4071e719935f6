package io.mailwarden.engine.profile.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.fixtures.TestMessage;
import io.mailwarden.engine.profile.Facts;
import io.mailwarden.engine.profile.Teacher;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ids of sent messages, to which reports are matched: a tenant who sends what he likes pushes out nobody's. */
class SentMessagesTest {

    private static final Account ALICE = new Account("alice@example.org");
    private static final Account TENANT = new Account("eve@tenant.test");
    // More than there is room for.
    private static final int FLOOD = 210_000;

    private final Organisations organisations = Teacher.ofNone().organisations();

    private static Message message(Account account, String id, Instant at) {
        TestMessage message = TestMessage.to("bob@far.example").id(id);
        return new Message(at, account, Optional.empty(), Optional.empty(), message.recipients(), message.content());
    }

    private void sends(Account account, String id) {
        organisations.begin(message(account, id, Facts.START));
    }

    private boolean counts(Organisations where, Account account, String id, Instant at) {
        return where.begin(new DeliveryReport(at, account, "bob@far.example", "5.1.1", id));
    }

    @Test
    void aTenantsFloodLeavesTheReportsOfOthersTheirMeaning() throws Exception {
        for (int i = 0; i < 500; i++) {
            sends(ALICE, "<" + i + "@example.org>");
        }
        for (int i = 0; i < FLOOD; i++) {
            sends(TENANT, "<" + i + "@tenant.test>");
        }
        Organisations restored = Organisations.restored(organisations.snapshot(), Teacher.shipped());

        for (int i = 0; i < 500; i++) {
            assertThat(counts(organisations, ALICE, "<" + i + "@example.org>", Facts.START))
                    .isTrue();
            assertThat(counts(restored, ALICE, "<" + i + "@example.org>", Facts.START))
                    .isTrue();
        }
        assertThat(counts(organisations, TENANT, "<0@tenant.test>", Facts.START))
                .isFalse();
        assertThat(counts(organisations, TENANT, "<209999@tenant.test>", Facts.START))
                .isTrue();
    }

    @Test
    void aReportCountsOnceForEachRecipientAndForNobodyElsesMessage() {
        sends(ALICE, "<1@example.org>");

        assertThat(counts(organisations, TENANT, "<1@example.org>", Facts.START))
                .isFalse();
        assertThat(counts(organisations, ALICE, "<1@example.org>", Facts.START)).isTrue();
        assertThat(counts(organisations, ALICE, "<1@example.org>", Facts.START)).isFalse();
    }

    @Test
    void afterTwoDaysAReportCountsForNothing() {
        sends(ALICE, "<1@example.org>");
        sends(ALICE, "<2@example.org>");

        assertThat(counts(organisations, ALICE, "<1@example.org>", Facts.START.plus(Duration.ofHours(47))))
                .isTrue();
        assertThat(counts(organisations, ALICE, "<2@example.org>", Facts.START.plus(Duration.ofHours(49))))
                .isFalse();
    }
}

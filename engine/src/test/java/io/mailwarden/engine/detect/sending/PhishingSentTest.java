package io.mailwarden.engine.detect.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Message.Scan;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.TestMessage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhishingSentTest {

    private static final String TYPE = "phishing-sent";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void whatAScannerCallsMaliciousIsCritical() {
        story.sends(TestMessage.to("ben@partner.example").scanned(Scan.MALICIOUS));

        assertThat(story.anomaly(TYPE).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.held()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abuse@provider.example", "report-phishing@example.org", "security@bank.example"})
    void whoReportsPhishingSendsNone(String where) {
        story.sends(TestMessage.to(where).scanned(Scan.MALICIOUS))
                .sends(TestMessage.to(where).scanned(Scan.SUSPICIOUS))
                .expectNothing();
    }

    @Test
    void oneVictimBesideTheDeskIsEnough() {
        story.sends(
                TestMessage.to("abuse@provider.example", "ben@partner.example").scanned(Scan.MALICIOUS));

        assertThat(story.held()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abuser@provider.example", "helpdesk@example.org", "abuse.team@provider.example"})
    void otherNamesTakeNoReports(String where) {
        story.sends(TestMessage.to(where).scanned(Scan.MALICIOUS));

        assertThat(story.anomaly(TYPE).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void aCampaignAgainstDesksIsNoReport() {
        story.sends(TestMessage.to(IntStream.range(0, 6)
                        .mapToObj(desk -> "abuse@provider" + desk + ".example")
                        .toList())
                .scanned(Scan.MALICIOUS));

        assertThat(story.held()).isEqualTo(1);
    }
}

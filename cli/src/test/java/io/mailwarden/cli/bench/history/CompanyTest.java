package io.mailwarden.cli.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.cli.replay.TimeOrder;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CompanyTest {

    private static final int ACCOUNTS = 22;
    private static final int DAYS = 60;

    private static final Company COMPANY = Company.of(7, ACCOUNTS, DAYS);

    private static List<Event> events(History history) {
        List<Event> events = new ArrayList<>();
        try {
            history.replay(events::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }

    @Test
    void theSameSeedGivesTheSameCompany() {
        List<Event> company = events(Company.of(7, 5, 10));

        assertThat(events(Company.of(7, 5, 10))).isEqualTo(company);
        assertThat(events(Company.of(8, 5, 10))).isNotEqualTo(company);
    }

    @Test
    void eventsAreInOrderOfTime() {
        assertThat(events(COMPANY)).isSortedAccordingTo(TimeOrder.BY_TIME_AND_CONTENT);
    }

    @Test
    void everybodyWorksAndEveryTroubleIsThere() {
        Set<String> active = events(COMPANY).stream()
                .filter(event -> event instanceof Message)
                .map(event -> event.account().name())
                .collect(Collectors.toSet());
        Set<String> troubles = events(COMPANY).stream()
                .map(event -> COMPANY.trouble(event.account()))
                .collect(Collectors.toSet());

        assertThat(active).hasSize(ACCOUNTS);
        assertThat(troubles)
                .containsExactlyInAnyOrder(
                        "",
                        "launch-day",
                        "new-employee",
                        "shared-mailbox",
                        "traveller",
                        "vpn-flips",
                        "mobile-churn",
                        "new-phone",
                        "shared-nat",
                        "newsletter",
                        "mail-merge",
                        "fetcher-and-crm",
                        "team");
    }

    @Test
    void aStalePasswordIsTriedFromTheOfficeAgainAndAgain() {
        long refused = events(COMPANY).stream()
                .filter(event -> COMPANY.trouble(event.account()).equals("shared-nat"))
                .filter(event -> event instanceof Login login && !login.accepted())
                .count();

        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void travellersAreSeenAbroadAndOthersAreNot() {
        assertThat(countries("traveller")).hasSizeGreaterThan(2);
        assertThat(countries("mobile-churn")).hasSize(1);
    }

    private static Set<String> countries(String trouble) {
        return events(COMPANY).stream()
                .filter(event -> COMPANY.trouble(event.account()).equals(trouble))
                .filter(event -> event instanceof Login login && login.accepted())
                .map(event -> ((Login) event)
                        .source()
                        .orElseThrow()
                        .geo()
                        .orElseThrow()
                        .country()
                        .orElseThrow())
                .collect(Collectors.toSet());
    }
}

package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One account's row in a review.
 *
 * @param account whose
 * @param state normal, learning, suspected or critical
 * @param firstSeen time of its first learned event
 * @param learnedLogins how many logins made its profile
 * @param countries where it normally logs in, most used first
 * @param clients with what it normally logs in
 * @param day what it did in the last 24 hours
 * @param openIncident the id of its open incident
 */
public record AccountReport(
        Account account,
        String state,
        Optional<Instant> firstSeen,
        long learnedLogins,
        List<String> countries,
        List<String> clients,
        Day day,
        Optional<String> openIncident) {

    /**
     * What an account did in 24 hours.
     *
     * @param messages that it submitted
     * @param recipients of them, each message's counted
     * @param countries distinct ones that it logged in from
     */
    public record Day(long messages, long recipients, int countries) {}

    public AccountReport {
        countries = List.copyOf(countries);
        clients = List.copyOf(clients);
    }
}

package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.store.alert.SqlAlertStore;
import io.mailwarden.store.held.SqlHeldStore;
import io.mailwarden.store.log.AccountEvents;
import io.mailwarden.store.log.LogReader;
import io.mailwarden.store.profile.SqlProfileStore;
import io.mailwarden.store.rescan.SqlJournalStore;
import io.mailwarden.store.rescan.SqlRescanStore;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryPlanTest {

    @TempDir
    private Path directory;

    @Test
    void logIsReadByItsIndexesAndNotSorted() {
        assertThat(plan(LogReader.OF_NODE))
                .noneMatch(step -> step.startsWith("SCAN event_log"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    @Test
    void anAccountIsLookedUpInEachRun() {
        assertThat(plan(AccountEvents.OF_RUNS.replace("<runs>", "1, 2, 3")))
                .anyMatch(step -> step.contains("(node=? AND last=? AND account=?)"));
        assertThat(plan(LogReader.THESE.replace("<sequences>", "1, 2, 3")))
                .anyMatch(step -> step.contains("(node=? AND sequence=?)"));
    }

    @Test
    void profilesAreReadByTheirIndexes() {
        assertThat(plan(SqlProfileStore.LATEST))
                .anyMatch(step -> step.contains("profile_saved"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    @Test
    void alertsThatAreDueAndTheLatestAreReadByTheirIndexes() {
        assertThat(plan(SqlAlertStore.DUE))
                .anyMatch(step -> step.contains("alert_waiting"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
        for (String behind : List.of("", SqlAlertStore.BEHIND)) {
            assertThat(plan(SqlAlertStore.SEARCH + behind + SqlAlertStore.ORDER))
                    .anyMatch(step -> step.contains("alert_raised"))
                    .noneMatch(step -> step.contains("TEMP B-TREE"));
        }
        assertThat(plan(SqlAlertStore.COUNT))
                .anyMatch(step -> step.startsWith("SEARCH alert USING INDEX alert_raised"));
    }

    @Test
    void theOldestSegmentsOfTheJournalAreNotSorted() {
        assertThat(plan(SqlJournalStore.OLDEST)).noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SqlRescanStore.FREE_RUNNING,
                SqlRescanStore.FREE_UNTOLD,
                SqlRescanStore.OVER,
                SqlRescanStore.ALL_FINDINGS,
                SqlRescanStore.FINDINGS_JUDGED
            })
    void rescansAreReadInTheOrderOfTheirIndexes(String sql) {
        assertThat(plan(sql))
                .noneMatch(step -> step.startsWith("SCAN"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SqlHeldStore.SEARCH + SqlHeldStore.ORDER,
                SqlHeldStore.SEARCH + " AND held_mail.account = :account" + SqlHeldStore.ORDER,
                SqlHeldStore.SEARCH + " AND held_mail.incident = :account" + SqlHeldStore.ORDER,
                SqlHeldStore.MINE
            })
    void heldMailIsListedByItsIndexes(String sql) {
        assertThat(plan(sql))
                .anyMatch(step -> step.contains("held_mail USING INDEX held_mail_"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SqlHeldStore.UNSENT, SqlHeldStore.UNANNOUNCED, SqlHeldStore.EXPIRED, SqlHeldStore.OVER})
    void upkeepOfHeldMailReadsOnlyWhatIsDue(String sql) {
        assertThat(plan(sql)).anyMatch(step -> step.contains("held_mail USING INDEX held_mail_"));
    }

    private List<String> plan(String sql) {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            return open.database().read("explain", handle -> handle.createQuery("EXPLAIN QUERY PLAN " + sql)
                    .bind("account", "bob")
                    .bind("severity", "critical")
                    .bind("node", 1)
                    .bind("from", 1)
                    .bind("to", 1)
                    .bind("step", 1)
                    .bind("most", 1)
                    .bind("sequence", 1)
                    .bind("limit", 1)
                    .bind("now", 1)
                    .bind("hour", 1)
                    .bind("twoDays", 1)
                    .bind("wrong", 1)
                    .bind("incident", "1")
                    .bind("id", "2")
                    .bind("since", "1")
                    .bind("behind", "1")
                    .bind("judged", "clean")
                    .bind("after", "x")
                    .bind("held", 1)
                    .bind("released", 1)
                    .bind("raised", 1)
                    .bind("last", "x")
                    .bind("sent", 1)
                    .bind("announced", 1)
                    .bind("before", 1)
                    .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                    .map((row, context) -> row.getString("detail"))
                    .list());
        }
    }
}

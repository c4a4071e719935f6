package io.mailwarden.cli.bench;

import static io.mailwarden.cli.bench.Numbers.per;
import static io.mailwarden.cli.bench.Numbers.rate;

import io.mailwarden.cli.bench.BenchResult.Measured;
import io.mailwarden.cli.bench.attack.AttackKind.Aim;
import java.util.Locale;

/** What Mailwarden wants to reach, and what it reaches in each history. */
final class Goals {

    private static final double HELD_PER_MILLION = 4;
    private static final double SUSPECTED_PER_1000_DAYS = 2;
    private static final long ACCOUNTS_A_STOP = 2500;
    private static final double SPAM_STOPPED_PERCENT = 95;
    private static final double QUIET_SUSPECTED_PERCENT = 90;
    private static final long MILLION = 1_000_000;
    private static final long DAYS = 1000;

    private Goals() {}

    static String text(BenchResult result) {
        Table table = new Table("history", "goal", "reached", "at most, with 95 % certainty", "");
        for (Measured history : result.histories()) {
            falseGoals(
                    table,
                    history.name(),
                    "nobody reviews",
                    history.unreviewed().all());
            falseGoals(table, history.name(), "reviewed", history.reviewed().all());
            suspectedGoal(table, history.name(), history.reviewed().all());
            if (!history.attacks().isEmpty()) {
                attackGoals(table, history);
            }
        }
        return """
                ## Goals
                Real histories and made-up ones are never put into one figure, and each kind of takeover counts once, however
                many were put in. A goal is reached by what was counted; beside it stands the most that the data leave
                possible.

                """
                + table;
    }

    private static void falseGoals(Table table, String history, String how, BenignTally all) {
        double heldRate = per(all.held(), all.messages(), MILLION);
        table.row(
                history,
                "at most 4 falsely held messages per million, " + how,
                rate(heldRate) + " (" + all.held() + ")",
                rate(Numbers.upper(all.held()) * MILLION / Math.max(1, all.messages())),
                said(heldRate <= HELD_PER_MILLION));
        table.row(
                history,
                "at most one in 2 500 accounts falsely stopped, " + how,
                all.stoppedAccounts() + " of " + all.accounts(),
                rate(Numbers.upper(all.stoppedAccounts())),
                said(all.stoppedAccounts() * ACCOUNTS_A_STOP <= Math.max(all.accounts(), ACCOUNTS_A_STOP)));
    }

    private static void suspectedGoal(Table table, String history, BenignTally all) {
        double suspected = per(all.suspectedIncidents(), all.activeDays(), DAYS);
        table.row(
                history,
                "at most 2 false suspected incidents per 1000 active account-days",
                rate(suspected) + " (" + all.suspectedIncidents() + ")",
                rate(Numbers.upper(all.suspectedIncidents()) * DAYS / Math.max(1, all.activeDays())),
                said(suspected <= SUSPECTED_PER_1000_DAYS));
    }

    private static void attackGoals(Table table, Measured history) {
        double spam = history.mean(Aim.SPAM, AttackScore::stopped);
        table.row(
                history.name(),
                "at least 95 % of the spamming takeovers stopped, mean of the kinds",
                String.format(Locale.ROOT, "%.1f %%", spam),
                "",
                said(spam >= SPAM_STOPPED_PERCENT));
        double quiet = history.mean(Aim.QUIET, AttackScore::suspected);
        table.row(
                history.name(),
                "at least 90 % of the quiet ones at least suspected, mean of the kinds",
                String.format(Locale.ROOT, "%.1f %%", quiet),
                "",
                said(quiet >= QUIET_SUSPECTED_PERCENT));
    }

    private static String said(boolean reached) {
        return reached ? "reached" : "**not reached**";
    }
}

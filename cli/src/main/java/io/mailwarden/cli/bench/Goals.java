package io.mailwarden.cli.bench;

import static io.mailwarden.cli.bench.Numbers.per;
import static io.mailwarden.cli.bench.Numbers.percent;
import static io.mailwarden.cli.bench.Numbers.rate;

import io.mailwarden.cli.bench.BenchResult.Measured;
import io.mailwarden.cli.bench.attack.AttackKind.Aim;
import java.util.function.Function;

/** What Mailwarden wants to reach, and what it reaches over all histories together. */
final class Goals {

    private static final double HELD_PER_MILLION = 4;
    private static final double CRITICAL_PER_100_000_DAYS = 1;
    private static final double SPAM_STOPPED_PERCENT = 95;
    private static final double OUT_BEFORE_STOP = 3;
    private static final double QUIET_SUSPECTED_PERCENT = 80;
    private static final long MILLION = 1_000_000;
    private static final long DAYS = 100_000;

    private Goals() {}

    static String text(BenchResult result) {
        Table table = new Table("goal", "reached", "at most, with 95 % certainty", "");
        falseGoals(table, "nobody reviews", result, Measured::unreviewed);
        falseGoals(table, "reviewed", result, Measured::reviewed);
        if (result.attacked()) {
            attackGoals(table, result);
        }
        return """
                ## Goals

                """ + table;
    }

    private static void falseGoals(Table table, String how, BenchResult result, Function<Measured, BenignRun> run) {
        long held = result.benign(run, BenignTally::held);
        long messages = result.benign(run, BenignTally::messages);
        double heldRate = per(held, messages, MILLION);
        table.row(
                "at most 4 falsely held messages per million, " + how,
                rate(heldRate),
                rate(Numbers.upper(held) * MILLION / Math.max(1, messages)),
                said(heldRate <= HELD_PER_MILLION));
        long critical = result.benign(run, BenignTally::criticalIncidents);
        long days = result.benign(run, BenignTally::accountDays);
        double criticalRate = per(critical, days, DAYS);
        table.row(
                "at most 1 false critical incident per 100 000 account-days, " + how,
                rate(criticalRate),
                rate(Numbers.upper(critical) * DAYS / Math.max(1, days)),
                said(criticalRate <= CRITICAL_PER_100_000_DAYS));
    }

    private static void attackGoals(Table table, BenchResult result) {
        AttackScore spam = result.attacks(Aim.SPAM);
        int spamming = spam.takeovers().size();
        table.row(
                "at least 95 % of the spamming takeovers stopped",
                percent(spam.stopped(), spamming), "", said(100.0 * spam.stopped() >= SPAM_STOPPED_PERCENT * spamming));
        table.row(
                "at most 3 messages out before, median",
                String.valueOf(spam.outBeforeStop(50)),
                "",
                said(spam.outBeforeStop(50) <= OUT_BEFORE_STOP));
        AttackScore quiet = result.attacks(Aim.QUIET);
        int silent = quiet.takeovers().size();
        table.row(
                "at least 80 % of the quiet ones at least suspected",
                percent(quiet.suspected(), silent),
                "",
                said(100.0 * quiet.suspected() >= QUIET_SUSPECTED_PERCENT * silent));
    }

    private static String said(boolean reached) {
        return reached ? "reached" : "**not reached**";
    }
}

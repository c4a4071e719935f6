package io.mailwarden.cli.bench;

import static io.mailwarden.cli.bench.Numbers.per;
import static io.mailwarden.cli.bench.Numbers.percent;
import static io.mailwarden.cli.bench.Numbers.rate;
import static io.mailwarden.cli.bench.Numbers.time;
import static io.mailwarden.cli.bench.Numbers.whole;

import io.mailwarden.cli.bench.BenchResult.Measured;
import io.mailwarden.cli.bench.attack.AttackKind.Aim;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result as {@code docs/detection.md}. The same result gives the same text. */
public final class MarkdownReport {

    private static final long MILLION = 1_000_000;
    private static final long LOAD_DAYS = 1000;

    private final BenchResult result;
    private final List<String> skipped;
    private final String date;

    /**
     * A report of that result.
     *
     * @param skipped what could not be measured, and why
     * @param date of the measurement; may be empty
     */
    public MarkdownReport(BenchResult result, List<String> skipped, String date) {
        this.result = result;
        this.skipped = List.copyOf(skipped);
        this.date = date;
    }

    /** The whole report as Markdown text. */
    public String text() {
        return head()
                + Goals.text(result)
                + seen()
                + falseAlarms()
                + spread()
                + detectors()
                + troubles()
                + attacks()
                + finders();
    }

    private String head() {
        String when = date.isEmpty() ? "" : "Measured on " + date + ".\n";
        String missing = skipped.stream().map(what -> "Skipped: " + what + "\n").collect(Collectors.joining());
        return """
                # How often Mailwarden is right

                Written by `java -jar mailwarden-cli.jar bench`; run it on your own history to see what your settings would
                cost you. The same data and seed give the same text.
                %s%s
                """
                .formatted(when, missing);
    }

    private String seen() {
        Table table = new Table("history", "accounts", "logins", "messages", "active account-days", "calendar days");
        for (Measured history : result.histories()) {
            BenignTally all = history.unreviewed().all();
            table.row(
                    history.name(),
                    whole(all.accounts()),
                    whole(all.logins()),
                    whole(all.messages()),
                    whole(all.activeDays()),
                    whole(all.accountDays()));
        }
        return """
                ## What was judged
                Histories without known takeovers, each by an engine of its own. On an active account-day an account did
                something; the calendar days between its first and last event stand beside it, and nothing is measured by
                them. Refused logins are judged too, but not counted.

                """
                + table;
    }

    private String falseAlarms() {
        Table table = new Table(
                "history",
                "anomalies per million events",
                "held per million messages",
                "held",
                "rejected per million logins",
                "rejected",
                "accounts with either",
                "critical incidents",
                "suspected incidents",
                "per 1000 active account-days");
        for (Measured history : result.histories()) {
            falseRow(
                    table,
                    history.name() + ", nobody reviews",
                    history.unreviewed().all());
            falseRow(table, history.name() + ", reviewed", history.reviewed().all());
        }
        return """
                ## False alarms
                All that is found here is taken to be false. Once nobody reviews: what is held stays held, and all later
                mail of that account with it. Once an administrator dismisses a critical incident 12 hours after it became
                critical.

                """
                + table;
    }

    private static void falseRow(Table table, String name, BenignTally all) {
        table.row(
                name,
                rate(per(all.anomalies(), all.events(), MILLION)),
                rate(per(all.held(), all.messages(), MILLION)),
                whole(all.held()),
                rate(per(all.rejected(), all.logins(), MILLION)),
                whole(all.rejected()),
                whole(all.stoppedAccounts()),
                whole(all.criticalIncidents()),
                whole(all.suspectedIncidents()),
                rate(per(all.suspectedIncidents(), all.activeDays(), LOAD_DAYS)));
    }

    private String spread() {
        Table table = new Table(
                "history",
                "part",
                "accounts",
                "active account-days",
                "accounts stopped",
                "held",
                "suspected incidents",
                "per 1000 active account-days");
        for (Measured history : result.histories()) {
            history.reviewed()
                    .parts()
                    .forEach((part, tally) -> table.row(
                            history.name(),
                            part,
                            whole(tally.accounts()),
                            whole(tally.activeDays()),
                            whole(tally.stoppedAccounts()),
                            whole(tally.held()),
                            whole(tally.suspectedIncidents()),
                            rate(per(tally.suspectedIncidents(), tally.activeDays(), LOAD_DAYS))));
        }
        return """
                ## How far the figures spread (reviewed)
                The same for each fifth of the accounts, by a hash of their names, and for each year. Whoever changes a
                setting looks at some fifths, or at the years before one, and judges by the others.

                """
                + table
                + takeoversByFold();
    }

    private String takeoversByFold() {
        Table table = new Table(
                "history",
                "part",
                "takeovers",
                "spamming ones stopped, mean of the kinds",
                "quiet ones at least suspected, mean of the kinds");
        for (Measured history : result.histories()) {
            for (String fold : Folds.all()) {
                Measured part = history.of(fold);
                long takeovers = part.attacks().stream()
                        .mapToLong(score -> score.takeovers().size())
                        .sum();
                if (takeovers > 0) {
                    table.row(
                            history.name(),
                            fold,
                            whole(takeovers),
                            String.format(Locale.ROOT, "%.1f %%", part.mean(Aim.SPAM, AttackScore::stopped)),
                            String.format(Locale.ROOT, "%.1f %%", part.mean(Aim.QUIET, AttackScore::suspected)));
                }
            }
        }
        return table.toString();
    }

    private String detectors() {
        StringBuilder text = new StringBuilder("## False anomalies by detector (reviewed)\n\n");
        for (Measured history : result.histories()) {
            BenignTally all = history.reviewed().all();
            Table table = new Table(
                    history.name(),
                    "anomalies",
                    "of them critical",
                    "in what was stopped",
                    "accounts",
                    "per million events");
            all.detectors()
                    .forEach((type, found) -> table.row(
                            type,
                            whole(found.anomalies()),
                            whole(found.critical()),
                            whole(found.stopped()),
                            whole(found.accounts()),
                            rate(per(found.anomalies(), all.events(), MILLION))));
            text.append(table);
        }
        return text.toString();
    }

    private String troubles() {
        Table table = new Table(
                "trouble",
                "accounts",
                "events",
                "anomalies",
                "held messages",
                "rejected logins",
                "critical incidents",
                "suspected incidents",
                "detectors");
        result.histories().stream()
                .filter(history -> history.reviewed().troubles().size() > 1)
                .forEach(history ->
                        history.reviewed().troubles().forEach((kind, tally) -> troubleRow(table, kind, tally)));
        return """
                ## Honest trouble (generated, reviewed)

                """ + table;
    }

    private static void troubleRow(Table table, String kind, BenignTally tally) {
        String detectors = tally.detectors().entrySet().stream()
                .map(type -> type.getKey() + " " + type.getValue().anomalies())
                .collect(Collectors.joining(", "));
        table.row(
                kind.isEmpty() ? "none" : kind,
                whole(tally.accounts()),
                whole(tally.events()),
                whole(tally.anomalies()),
                whole(tally.held()),
                whole(tally.rejected()),
                whole(tally.criticalIncidents()),
                whole(tally.suspectedIncidents()),
                detectors);
    }

    private String attacks() {
        StringBuilder text = new StringBuilder(
                """
                ## Takeovers
                Put into those histories, at most one for an account, never before its habits are known (20 events, 10
                logins, 14 days). Suspected: something was found in what the thief did; in an incident: an administrator is told.
                Stopped: a message was held or a login rejected. Out before: messages that had left
                then, or all when nothing was stopped. What a false critical incident had stopped before is not counted.

                """);
        for (Measured history : result.histories()) {
            if (history.attacks().isEmpty()) {
                text.append(history.name()).append(": no logins, so none.\n\n");
                continue;
            }
            Table table = new Table(
                    history.name(),
                    "takeovers",
                    "not counted",
                    "suspected",
                    "in an incident",
                    "critical",
                    "stopped",
                    "out before, median",
                    "p95",
                    "out in all, median",
                    "time to detect, median",
                    "p95");
            history.attacks().forEach(score -> attackRow(table, score));
            text.append(table);
        }
        return text.toString();
    }

    private static void attackRow(Table table, AttackScore score) {
        int all = score.takeovers().size();
        boolean sends = score.sends();
        boolean seen = score.suspected() > 0;
        table.row(
                score.kind().name() + " (" + score.kind().aim().name().toLowerCase(Locale.ROOT) + ")",
                whole(all),
                whole(score.spoiled()),
                percent(score.suspected(), all),
                percent(score.told(), all),
                percent(score.critical(), all),
                percent(score.stopped(), all),
                sends ? whole(score.outBeforeStop(50)) : "-",
                sends ? whole(score.outBeforeStop(95)) : "-",
                sends ? whole(score.outInAll(50)) : "-",
                seen ? time(score.timeToDetect(50)) : "-",
                seen ? time(score.timeToDetect(95)) : "-");
    }

    private String finders() {
        StringBuilder text = new StringBuilder("## Which detectors saw the takeovers, percent\n\n");
        for (Measured history : result.histories()) {
            Set<String> types = new TreeSet<>();
            history.attacks().forEach(score -> types.addAll(score.detectors().keySet()));
            if (types.isEmpty()) {
                continue;
            }
            List<AttackScore> scores = history.attacks();
            Table table = new Table(
                    Stream.concat(Stream.of(history.name()), scores.stream().map(score -> score.kind()
                                    .name()))
                            .toArray(String[]::new));
            for (String type : types) {
                table.row(Stream.concat(Stream.of(type), scores.stream().map(score -> share(score, type)))
                        .toArray(String[]::new));
            }
            text.append(table);
        }
        return text.toString();
    }

    private static String share(AttackScore score, String type) {
        int takeovers = score.takeovers().size();
        return takeovers == 0
                ? "-"
                : String.valueOf(Math.round(100.0 * score.detectors().getOrDefault(type, 0) / takeovers));
    }
}

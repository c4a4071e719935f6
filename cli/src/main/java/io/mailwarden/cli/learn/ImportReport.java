package io.mailwarden.cli.learn;

import io.mailwarden.cli.imports.ImportSummary;
import io.mailwarden.cli.imports.Reason;
import io.mailwarden.cli.imports.line.MailServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of old logs, in words: which programs there were, and a sum that adds up. */
public final class ImportReport {

    private ImportReport() {}

    /** The lines of the report. */
    static List<String> lines(ImportSummary summary) {
        List<String> said = new ArrayList<>();
        said.add("logs of " + servers(summary));
        said.add(String.format(
                Locale.ROOT,
                "  %s read: %d used, %d passed over",
                count(summary.lines(), "line"),
                summary.linesUsed(),
                summary.linesPassedOver()));
        said.add(String.format(
                Locale.ROOT, "  %d used tell of %s", summary.linesUsed(), count(summary.allEvents(), "event")));
        new TreeMap<>(summary.events()).forEach((kind, count) -> said.add("    " + kind + ": " + count));
        if (summary.allEvents() != summary.linesUsed()) {
            said.add("    (one line may tell of several events, such as of 3 attempts, and several lines of one)");
        }
        if (summary.toldTwice() > 0) {
            said.add("    " + count(summary.toldTwice(), "failure")
                    + " told of by two lines, counted once or not at all");
        }
        for (Reason reason : Reason.values()) {
            passedOver(said, reason, summary);
        }
        if (summary.late() > 0) {
            said.add("  " + summary.late() + " events came more than two minutes late");
        }
        return said;
    }

    private static void passedOver(List<String> said, Reason reason, ImportSummary summary) {
        long count = summary.count(reason);
        if (count > 0) {
            said.add("  passed over: " + count + ": " + reason.words());
            summary.examples(reason).forEach(one -> said.add("    " + where(one) + text(one)));
        }
    }

    private static String servers(ImportSummary summary) {
        String known = Arrays.stream(MailServer.values())
                .filter(server -> summary.servers().getOrDefault(server, 0L) > 0)
                .map(server -> server.label() + " (" + count(summary.servers().getOrDefault(server, 0L), "line") + ")")
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? "no mail server that is known: Dovecot, Postfix, Exim, Cyrus and Courier are" : known;
    }

    private static String where(ImportSummary.Example one) {
        return one.number() == 0 ? one.log() : one.log() + ", line " + one.number();
    }

    private static String text(ImportSummary.Example one) {
        return one.text().isEmpty() ? "" : ": " + one.text();
    }

    /** A number of things in words. */
    public static String count(long number, String what) {
        return String.format(Locale.ROOT, "%d %s%s", number, what, number == 1 ? "" : "s");
    }
}

package io.mailwarden.cli.bench;

import io.mailwarden.cli.bench.BenchResult.Measured;
import io.mailwarden.cli.bench.attack.AttackKind.Aim;
import io.mailwarden.engine.event.Account;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each threshold would cost and find, as CSV: for the joint score and for each detector, in how many accounts of
 * honest owners it came to so much, and in how many takeovers, as the mean of their kinds. Read off one run with the
 * settings as they are: what they stopped is not played again.
 */
public final class Curves {

    private static final int STEPS = 40;

    private final BenchResult result;

    /** Curves of that result. */
    public Curves(BenchResult result) {
        this.result = result;
    }

    /**
     * Writes {@code curves.csv} and {@code signs.csv} into that folder, which is made when it is missing. The second has
     * every different set of signs that stood against an owner or a thief, for whoever tries another way to join them.
     *
     * @throws IOException when they cannot be written
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Writer curves = Files.newBufferedWriter(folder.resolve("curves.csv"));
                Writer signs = Files.newBufferedWriter(folder.resolve("signs.csv"))) {
            curves(new PrintWriter(curves));
            signs(new PrintWriter(signs));
        }
    }

    void curves(PrintWriter out) {
        out.println("history,what,threshold,owners,of,per 1000 active days,spam percent,quiet percent");
        for (Measured history : result.histories()) {
            for (String what : all(history)) {
                for (int step = 1; step < STEPS; step++) {
                    row(out, history, what, (double) step / STEPS);
                }
            }
        }
        out.flush();
    }

    private static Set<String> all(Measured history) {
        Set<String> all = new TreeSet<>(history.reviewed().all().detectors().keySet());
        history.attacks().forEach(score -> all.addAll(score.detectors().keySet()));
        all.add(Strengths.JOINT);
        return all;
    }

    private static void row(PrintWriter out, Measured history, String what, double threshold) {
        BenignTally owners = history.reviewed().all();
        long reached = reached(owners.strengths().values(), what, threshold);
        out.printf(
                Locale.ROOT,
                "%s,%s,%.3f,%d,%d,%.3f,%.2f,%.2f%n",
                history.name(),
                what,
                threshold,
                reached,
                owners.accounts(),
                Numbers.per(reached, owners.activeDays(), 1000),
                mean(history, Aim.SPAM, what, threshold),
                mean(history, Aim.QUIET, what, threshold));
    }

    private static double mean(Measured history, Aim aim, String what, double threshold) {
        return history.attacks().stream()
                .filter(score -> score.kind().aim() == aim && !score.takeovers().isEmpty())
                .mapToDouble(score -> 100.0
                        * score.takeovers().stream()
                                .filter(one -> one.strengths().reached(what, threshold))
                                .count()
                        / score.takeovers().size())
                .average()
                .orElse(0);
    }

    private static long reached(Collection<Strengths> all, String what, double threshold) {
        return all.stream().filter(one -> one.reached(what, threshold)).count();
    }

    void signs(PrintWriter out) {
        out.println("history,kind,number,signs");
        for (Measured history : result.histories()) {
            int owner = 0;
            for (Strengths one : byName(history.reviewed().all().strengths()).values()) {
                rows(out, history.name(), "owner", owner++, one);
            }
            for (AttackScore score : history.attacks()) {
                int thief = 0;
                for (StagedTakeover takeover : score.takeovers()) {
                    rows(out, history.name(), score.kind().name(), thief++, takeover.strengths());
                }
            }
        }
        out.flush();
    }

    private static Map<String, Strengths> byName(Map<Account, Strengths> all) {
        Map<String, Strengths> byName = new TreeMap<>();
        all.forEach((account, one) -> byName.put(account.name(), one));
        return byName;
    }

    private static void rows(PrintWriter out, String history, String kind, int number, Strengths one) {
        one.signs().forEach(signs -> out.printf(Locale.ROOT, "%s,%s,%d,%s%n", history, kind, number, signs));
    }
}

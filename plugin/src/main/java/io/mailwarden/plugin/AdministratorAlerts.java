package io.mailwarden.plugin;

import io.mailwarden.alert.outbox.Alerting;
import io.mailwarden.alert.outbox.Channel;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.Rescan.RescanCounts;
import io.mailwarden.mailet.held.ExpiryAlerts;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What administrators are told beside incidents: what a re-scan found, and that held mail is about to go. Thread-safe.
 */
final class AdministratorAlerts implements ExpiryAlerts {

    private final Alerting alerting;
    private final Supplier<List<Channel>> channels;
    private final Clock clock;

    /**
     * Tells by that.
     *
     * @param channels where alerts go; with none of them nobody is told, so nothing expires
     */
    AdministratorAlerts(Alerting alerting, Supplier<List<Channel>> channels, Clock clock) {
        this.alerting = alerting;
        this.channels = channels;
        this.clock = clock;
    }

    @Override
    public boolean soonExpiring(ExpirySummary summary) {
        if (channels.get().isEmpty()) {
            return false;
        }
        List<String> accounts = summary.accounts().entrySet().stream()
                .sorted(Map.Entry.<Account, Long>comparingByValue().reversed())
                .map(one -> one.getKey() + ": " + count(one.getValue(), "message", "messages"))
                .toList();
        alerting.raise(new Alert(
                Optional.empty(),
                "held mail expires from " + summary.first(),
                Severity.SUSPECTED,
                Optional.empty(),
                clock.instant(),
                new AlertContent(
                        count(summary.messages(), "held message", "held messages") + " will be deleted from "
                                + summary.first() + " on",
                        accounts,
                        List.of(),
                        List.of(
                                "Release what is honest, and delete what is not.",
                                "To keep mail longer: hold.expire-after."))));
        return true;
    }

    /** A re-scan is through: told when it found anything. */
    void rescanned(Rescan rescan) {
        RescanCounts counts = rescan.counts();
        if (counts.malicious() == 0) {
            return;
        }
        alerting.raise(new Alert(
                Optional.of(rescan.account()),
                "re-scan " + rescan.id(),
                Severity.CRITICAL,
                Optional.of(rescan.incident()),
                clock.instant(),
                new AlertContent(
                        String.format(
                                Locale.ROOT,
                                "%,d of %,d sent messages malicious",
                                counts.malicious(),
                                counts.scanned()),
                        String.format(
                                Locale.ROOT,
                                "%,d of %s that it sent of late %s malicious",
                                counts.malicious(),
                                count(counts.scanned(), "message", "messages"),
                                counts.malicious() == 1 ? "is" : "are"),
                        List.of(),
                        List.of(
                                count(counts.quarantined(), "copy was", "copies were") + " taken into quarantine",
                                count(counts.left(), "copy has", "copies have") + " left"),
                        List.of("Look at the re-scan of the incident, message by message, and warn who"
                                + " received one."))));
    }

    private static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }
}

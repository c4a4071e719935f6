package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.eventlog.Deviations.Feature;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.organisation.Organisation.Outlier;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A message whose whole outline is unusual for its account, more so than what the accounts of the organisation send:
 * the random cut forest's score. Weak, since it is a guess about many small things: score 0.2 at the threshold, rising
 * to 0.35 at twice of it, so that it opens no incident alone; it looks at what nearly all detectors of sending look at,
 * so that it never counts beside them. Silent for accounts that have not sent enough, and until the forest has learned
 * 1000 messages.
 */
final class UnusualSending implements Detector {

    private static final double LEAST_SCORE = 0.2;
    private static final double MOST_SCORE = 0.35;

    private final UnusualSendingConfig config;

    UnusualSending(UnusualSendingConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "unusual-sending";
    }

    @Override
    public String finds() {
        return "a message unlike the account's others, by a model of everybody's messages; weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.VOLUME, Evidence.RECIPIENTS, Evidence.CONTENT, Evidence.HOUR);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        if (sighting.deviations().isEmpty()) {
            return Optional.empty();
        }
        Deviations deviations = sighting.deviations().get();
        Optional<Outlier> outlier = sighting.organisation().outlier(deviations, config.threshold());
        return outlier.isEmpty() ? Optional.empty() : Optional.of(explain(outlier.get(), deviations));
    }

    private Anomaly explain(Outlier outlier, Deviations deviations) {
        double beyond = Math.min(1, outlier.score() / config.threshold() - 1);
        String why = outlier.features().stream()
                .map(feature -> words(feature, deviations.of(feature)))
                .collect(Collectors.joining(", "));
        return found(
                Severity.SUSPECTED,
                LEAST_SCORE + (MOST_SCORE - LEAST_SCORE) * beyond,
                Explanation.of(
                        "a message unlike its others: %s; outlier score %.2f (limit %.2f)",
                        why.isEmpty() ? "many small things together" : why, outlier.score(), config.threshold()));
    }

    private static String words(Feature feature, double value) {
        return switch (feature) {
            case RECIPIENTS -> than("recipients", value);
            case FRESH -> than("never-seen recipients", value);
            case BYTES ->
                number(
                        value < 0 ? "smaller than usual (%.1f deviations)" : "larger than usual (%.1f deviations)",
                        Math.abs(value));
            case LINKS -> than("links", value);
            case ATTACHMENTS -> than("attachments", value);
            case HOUR -> number("at an hour when only %.1f %% of its messages are sent", 100 * Math.exp(-value));
            case RATE -> number("%.1f times as many within an hour as ever before", Math.pow(2, value));
            case DOMAINS ->
                Explanation.count(Math.round(Math.pow(2, value) - 1), "never-seen domain", "never-seen domains");
        };
    }

    private static String than(String what, double value) {
        return String.format(
                Locale.ROOT, "%s %s than usual (%.1f deviations)", value < 0 ? "fewer" : "more", what, Math.abs(value));
    }

    private static String number(String words, double value) {
        return String.format(Locale.ROOT, words, value);
    }
}

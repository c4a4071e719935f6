package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.ReportSighting;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Attempts;
import io.mailwarden.engine.profile.Profile;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Many reports at once that recipients of the account's own mail do not exist, against what it sent: bought lists of
 * addresses are half dead. It fires while learning too. Score: 1 - 0.4 x limit / bounces, so 0.6 at the limit and 0.8
 * at twice: list owners who never tidy up do it once.
 *
 * <p>Whoever got a message can report what he likes of it. So the reports of one message are one sign, however many
 * recipients it had: several messages must have come back ({@link BounceStormConfig#messages}). A report of another
 * server counts half as much as one that this server made, and where it takes those to reach the limit, administrators
 * are told and nothing else: their evidence joins with none.
 */
final class BounceStorm implements Detector {

    private static final Duration DAY = Duration.ofDays(1);
    private static final double MOST_OF_ALL = 0.5;
    private static final double DOUBT = 0.4;
    private static final double HIGHEST_SCORE = 0.9;
    private static final double FOREIGN = 0.5;

    private final BounceStormConfig config;

    BounceStorm(BounceStormConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "bounce-storm";
    }

    @Override
    public String finds() {
        return "many reports that the account's own messages could not be delivered";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.RETURNS, Evidence.REPORTS);
    }

    @Override
    public Optional<Anomaly> onReport(ReportSighting sighting, Profile profile) {
        Attempts returned = profile.attempts();
        if (returned.returnedMessages(sighting.at(), config.window()) < config.messages()) {
            return Optional.empty();
        }
        long recipients = profile.sent().within(DAY, sighting.at()).recipients();
        double own = returned.ownReturns(sighting.at(), config.window());
        double all = own + FOREIGN * (returned.returns(sighting.at(), config.window()) - own);
        return storm(own, recipients, Evidence.RETURNS).or(() -> storm(all, recipients, Evidence.REPORTS));
    }

    private Optional<Anomaly> storm(double bounces, long recipients, Evidence evidence) {
        boolean many = bounces >= config.bounces() && bounces >= config.share() * recipients;
        boolean most = bounces >= config.fewBounces() && bounces >= MOST_OF_ALL * recipients;
        if (!many && !most) {
            return Optional.empty();
        }
        double limit = most ? Math.min(config.fewBounces(), config.bounces()) : config.bounces();
        return Optional.of(new Anomaly(
                type(),
                Set.of(evidence),
                Severity.SUSPECTED,
                Score.clamped(Math.min(HIGHEST_SCORE, 1 - DOUBT * limit / bounces)),
                Explanation.of(
                        "%s that recipients do not exist%s within %s (limit %.0f), of %s written to in a day",
                        Explanation.count(Math.round(bounces), "report", "reports"),
                        evidence == Evidence.RETURNS ? "" : " (those of other servers count half)",
                        Explanation.period(config.window()),
                        limit,
                        Explanation.count(recipients, "recipient", "recipients"))));
    }
}

package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Shape;
import java.util.Optional;
import java.util.Set;

/**
 * A link to a domain that nobody in the organisation linked to before, as lateral phishing has it (Ho and others 2019
 * use a domain's rank among all). Weak (score 0.2): everybody finds something new now and then. While the login behind
 * it is suspected, the same link again is held, and any other within the hour, unless it comes from a network of the
 * organisation itself. Silent until the organisation knows enough domains and the account is known, and for an account
 * whose links are often new.
 */
final class NewLink implements Detector {

    private static final double SCORE = 0.2;
    private static final int FEWEST_SEEN = 30;

    private final NewLinkConfig config;

    NewLink(NewLinkConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return SendingDetectors.NEW_LINK;
    }

    @Override
    public String finds() {
        return "a link to a domain that nobody in the organisation linked to before; weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.CONTENT);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        if (sighting.shape().quantities()[Shape.NEW_LINKS] == 0
                || sighting.organisation().linkedDomains() < config.knownDomains()
                || profile.sent().typical().seen() < FEWEST_SEEN
                || profile.sent().typical().mean(Shape.NEW_LINKS) > config.usualShare()) {
            return Optional.empty();
        }
        String domain = sighting.links().stream()
                .filter(link -> !sighting.organisation().linksTo(link))
                .findFirst()
                .orElse("");
        return Optional.of(found(
                Severity.SUSPECTED,
                SCORE,
                Explanation.of(
                        "a link to %s, a domain that nobody here linked to before (%,d are known)",
                        domain, sighting.organisation().linkedDomains())));
    }
}

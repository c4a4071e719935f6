package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.profile.organisation.OrganisationConfig.DomainGroups;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings by which organisations are known.
 *
 * @param groups which domains belong together
 * @param halfLife in which what was learned of logins halves
 * @param learningTime for how long its accounts must have sent before whom they never wrote to counts as strange
 * @param phishingLasts how long an address that phishing came from is remembered
 */
public record OrganisationContext(
        DomainGroups groups, Duration halfLife, Duration learningTime, Duration phishingLasts) {

    ServerKnowledge nothing() {
        return new ServerKnowledge(this, new LogPositions(), Optional.empty());
    }
}

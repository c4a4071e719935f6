package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogEntry.Decision;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.Profiles;

/**
 * Repeats in an engine what administrators decided then, as the log has it. A decision is about an account: its profile
 * learns by it, the thief's addresses are known from then on, and whichever incident the account has here at that time
 * is decided so; where it has none, there is nothing to decide. Nothing is written. Thread-safe.
 *
 * @param profiles of the engine
 * @param incidents of the engine
 * @param origins of the engine
 */
public record PastDecisions(Profiles profiles, Incidents incidents, OriginLookup origins) {

    /** Decides so again. */
    public void repeat(Reviewed decision) {
        Account account = decision.account();
        profiles.organisations().fold(decision);
        var unused = profiles.with(account, profile -> {
            profile.reviewed(decision.decision(), decision.at());
            return true;
        });
        String organisation = profiles.organisations().name(account);
        decision.burnt().forEach(address -> origins.burn(address, organisation, decision.why(), decision.at()));
        incidents
                .current(account, decision.at())
                .map(Incident::id)
                .ifPresent(id -> become(id, state(decision.decision())));
    }

    private static IncidentState state(Decision decision) {
        return switch (decision) {
            case CONFIRMED -> IncidentState.CONFIRMED;
            case DISMISSED -> IncidentState.DISMISSED;
            case RESOLVED -> IncidentState.RESOLVED;
        };
    }

    private void become(String id, IncidentState state) {
        var unused = incidents.become(id, state);
    }
}

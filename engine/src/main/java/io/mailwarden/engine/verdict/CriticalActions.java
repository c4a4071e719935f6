package io.mailwarden.engine.verdict;

import java.util.List;

/**
 * What is done when an incident is critical or confirmed, by the class of its account.
 *
 * @param critical for ordinary accounts
 * @param criticalVip for VIPs
 * @param criticalAdministrator for administrators, who are never blocked automatically
 */
public record CriticalActions(List<Action> critical, List<Action> criticalVip, List<Action> criticalAdministrator) {

    public CriticalActions {
        critical = ActionRules.consistent(critical);
        criticalVip = ActionRules.consistent(criticalVip);
        criticalAdministrator = ActionRules.harmless(criticalAdministrator);
    }

    List<Action> of(AccountClass who) {
        return switch (who) {
            case ORDINARY -> critical;
            case VIP -> criticalVip;
            case ADMINISTRATOR -> criticalAdministrator;
        };
    }
}

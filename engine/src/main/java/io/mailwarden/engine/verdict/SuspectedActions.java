package io.mailwarden.engine.verdict;

import java.util.List;

/**
 * What is done when an incident is suspected, by the class of its account.
 *
 * @param suspected for ordinary accounts
 * @param suspectedVip for VIPs
 * @param suspectedAdministrator for administrators, who are never blocked automatically
 */
public record SuspectedActions(List<Action> suspected, List<Action> suspectedVip, List<Action> suspectedAdministrator) {

    public SuspectedActions {
        suspected = ActionRules.consistent(suspected);
        suspectedVip = ActionRules.consistent(suspectedVip);
        suspectedAdministrator = ActionRules.harmless(suspectedAdministrator);
    }

    List<Action> of(AccountClass who) {
        return switch (who) {
            case ORDINARY -> suspected;
            case VIP -> suspectedVip;
            case ADMINISTRATOR -> suspectedAdministrator;
        };
    }
}

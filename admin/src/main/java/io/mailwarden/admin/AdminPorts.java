package io.mailwarden.admin;

import io.mailwarden.admin.http.AccountDirectory;
import io.mailwarden.admin.setup.SetupPorts;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.Rescans;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.review.backtest.Backtests;
import io.mailwarden.engine.review.casework.Casework;
import io.mailwarden.engine.review.rules.RuleControls;
import javax.inject.Inject;

/**
 * What the routes show and do.
 *
 * @param review what administrators see
 * @param controls blocks, sessions and modes
 * @param rules safe networks and exceptions
 * @param rescans of incidents
 * @param backtests of changed settings
 * @param casework comments, who works on what, and time lines
 * @param accounts what the mail server knows of its accounts
 * @param setup settings, tests of alerts, and what is left to set up
 */
record AdminPorts(
        Review review,
        Controls controls,
        RuleControls rules,
        Rescans rescans,
        Backtests backtests,
        Casework casework,
        AccountDirectory accounts,
        SetupPorts setup) {

    @Inject
    AdminPorts {}
}

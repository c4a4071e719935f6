package io.mailwarden.admin;

import io.mailwarden.admin.http.AccountDirectory;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.Rescans;
import io.mailwarden.engine.review.Review;
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
 * @param casework comments, who works on what, and time lines
 * @param accounts what the mail server knows of its accounts
 */
record AdminPorts(
        Review review,
        Controls controls,
        RuleControls rules,
        Rescans rescans,
        Casework casework,
        AccountDirectory accounts) {

    @Inject
    AdminPorts {}
}

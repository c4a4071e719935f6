package io.mailwarden.admin.setup;

import io.mailwarden.engine.review.setting.AlertTests;
import io.mailwarden.engine.review.setting.FirstSteps;
import io.mailwarden.engine.review.setting.SettingControls;
import javax.inject.Inject;

/**
 * What the routes of this package show and do.
 *
 * @param settings as they are in force, and changed
 * @param alerts the ways by which administrators are told
 * @param steps what is left to set up
 */
public record SetupPorts(SettingControls settings, AlertTests alerts, FirstSteps steps) {

    @Inject
    public SetupPorts {}
}

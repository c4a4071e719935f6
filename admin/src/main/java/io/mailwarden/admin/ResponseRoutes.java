package io.mailwarden.admin;

import io.mailwarden.engine.review.Controls;
import javax.inject.Inject;

/** All that is done about incidents: blocks, sessions and modes, re-scans, alerts. */
final class ResponseRoutes {

    private final ControlRoutes controls;
    private final RescanRoutes rescans;
    private final AlertRoutes alerts;

    @Inject
    ResponseRoutes(Controls controls, RescanRoutes rescans, AlertRoutes alerts) {
        this.controls = new ControlRoutes(controls);
        this.rescans = rescans;
        this.alerts = alerts;
    }

    void define(GuardedRoutes routes) {
        controls.define(routes);
        rescans.define(routes);
        alerts.define(routes);
    }
}

package io.mailwarden.scanner;

import io.mailwarden.engine.response.scan.MessageScanner;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.scanner.helpers.Clamd;
import io.mailwarden.scanner.helpers.GuardedHelper;
import io.mailwarden.scanner.helpers.Helper;
import io.mailwarden.scanner.helpers.Rspamd;
import io.mailwarden.scanner.signs.Brands;
import io.mailwarden.scanner.signs.OwnScanner;
import io.mailwarden.scanner.signs.Thresholds;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Makes the scanner that the settings ask for, with or without helpers. */
public final class Scanners {

    private Scanners() {}

    /**
     * The own scanner, and the helpers that the settings name. A helper that fails raises the alarm
     * {@code scanner-rspamd} or {@code scanner-clamav}, and never fails a scan.
     */
    public static MessageScanner standard(ScannerConfig config, Alarms alarms, Clock clock) {
        Thresholds thresholds = thresholds(config);
        OwnScanner own = new OwnScanner(thresholds, Brands.shippedAnd(config.brands()));
        List<GuardedHelper> helpers = new ArrayList<>();
        if (!config.rspamdUrl().isEmpty()) {
            Helper rspamd = new Rspamd(URI.create(config.rspamdUrl()), config.rspamdTimeout());
            helpers.add(new GuardedHelper(rspamd, alarms, clock));
        }
        if (!config.clamdAddress().isEmpty()) {
            helpers.add(new GuardedHelper(Clamd.at(config.clamdAddress(), config.clamdTimeout()), alarms, clock));
        }
        return helpers.isEmpty() ? own : new CombinedScanner(own, helpers, thresholds);
    }

    /** The own scanner alone: asks nobody, needs nothing. */
    public static MessageScanner alone(ScannerConfig config) {
        return new OwnScanner(thresholds(config), Brands.shippedAnd(config.brands()));
    }

    static Thresholds thresholds(ScannerConfig config) {
        return new Thresholds(config.normalThreshold(), config.heightenedThreshold());
    }
}

package io.mailwarden.scanner;

import io.mailwarden.engine.response.scan.MessageScanner;
import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.Sensitivity;
import io.mailwarden.scanner.helpers.GuardedHelper;
import io.mailwarden.scanner.helpers.Opinion;
import io.mailwarden.scanner.signs.OwnScanner;
import io.mailwarden.scanner.signs.Thresholds;
import java.util.ArrayList;
import java.util.List;

/** The own scanner, and what helpers add to it: evidence is joined as 1 - Π(1 - s). */
final class CombinedScanner implements MessageScanner {

    private final OwnScanner own;
    private final List<GuardedHelper> helpers;
    private final Thresholds thresholds;

    CombinedScanner(OwnScanner own, List<GuardedHelper> helpers, Thresholds thresholds) {
        this.own = own;
        this.helpers = List.copyOf(helpers);
        this.thresholds = thresholds;
    }

    @Override
    public ScanResult scan(ScanTarget target, Sensitivity sensitivity) {
        ScanResult result = own.scan(target, sensitivity);
        double clean = 1 - result.score();
        List<String> reasons = new ArrayList<>();
        for (GuardedHelper helper : helpers) {
            Opinion opinion = helper.ask(target);
            clean *= 1 - opinion.score();
            reasons.addAll(opinion.reasons());
        }
        if (reasons.isEmpty()) {
            return result;
        }
        reasons.addAll(result.reasons());
        double score = OwnScanner.rounded(1 - clean);
        return new ScanResult(thresholds.verdict(score, sensitivity), score, reasons);
    }
}

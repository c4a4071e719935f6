package io.mailwarden.scanner.signs;

import io.mailwarden.engine.response.scan.ScanVerdict;
import io.mailwarden.engine.response.scan.Sensitivity;

/**
 * From which score on a message is malicious. What would be so at heightened sensitivity is suspicious at normal; at
 * heightened sensitivity, what has half of that score.
 */
public record Thresholds(double normal, double heightened) {

    public Thresholds {
        // Each key is checked by itself: what is malicious in everyday mail is so at heightened sensitivity, too.
        normal = Math.max(normal, heightened);
    }

    public ScanVerdict verdict(double score, Sensitivity sensitivity) {
        double malicious = sensitivity == Sensitivity.NORMAL ? normal : heightened;
        double suspicious = sensitivity == Sensitivity.NORMAL ? heightened : heightened / 2;
        if (score >= malicious) {
            return ScanVerdict.MALICIOUS;
        }
        return score >= suspicious ? ScanVerdict.SUSPICIOUS : ScanVerdict.CLEAN;
    }
}

package io.mailwarden.engine.response.rescan;

/**
 * How much a re-scan has seen and done so far.
 *
 * @param scanned messages that were looked at
 * @param malicious of them
 * @param unread of them
 * @param quarantined copies that were taken back or out, into quarantine
 * @param left copies that are out of reach
 * @param failed copies that could not be taken
 */
public record RescanCounts(long scanned, long malicious, long unread, long quarantined, long left, long failed) {

    /** The counts of a re-scan that has done nothing yet. */
    public static final RescanCounts NONE = new RescanCounts(0, 0, 0, 0, 0, 0);

    /** With this finding. */
    RescanCounts plus(RescanFinding finding) {
        return new RescanCounts(
                scanned + 1,
                malicious + (finding.malicious() ? 1 : 0),
                unread + (finding.verdict() == RescanVerdict.UNREAD ? 1 : 0),
                quarantined + count(finding, MessageCopy.Treatment.QUARANTINED),
                left + count(finding, MessageCopy.Treatment.OUT_OF_REACH),
                failed + count(finding, MessageCopy.Treatment.FAILED));
    }

    /** With a finding in the place of what it was before. */
    RescanCounts replace(RescanFinding before, RescanFinding after) {
        RescanCounts old = NONE.plus(before);
        RescanCounts current = plus(after);
        return new RescanCounts(
                current.scanned - old.scanned,
                current.malicious - old.malicious,
                current.unread - old.unread,
                current.quarantined - old.quarantined,
                current.left - old.left,
                current.failed - old.failed);
    }

    private static long count(RescanFinding finding, MessageCopy.Treatment treatment) {
        return finding.copies().stream()
                .filter(copy -> copy.treatment() == treatment)
                .count();
    }
}

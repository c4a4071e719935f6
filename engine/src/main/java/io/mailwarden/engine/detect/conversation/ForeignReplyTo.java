package io.mailwarden.engine.detect.conversation;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.support.MailAddress;
import java.util.Optional;
import java.util.Set;

/**
 * Answers are suddenly wanted elsewhere: a Reply-To header in a domain that is neither the account's, nor that of the
 * From header, nor one of those written to that it knows, and an address that is not written to itself (who forwards a
 * thread to a list keeps answers there) and was never used before. Score 0.35: what payment fraud needs, when the owner must
 * not see the answers, but tickets and calendars do it too. Silent while the account's habits are learned.
 */
final class ForeignReplyTo implements Detector {

    private static final double SCORE = 0.35;

    @Override
    public String type() {
        return "foreign-reply-to";
    }

    @Override
    public String finds() {
        return "a Reply-To that is not the account's; weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.IDENTITY);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        return domain(sighting, profile)
                .map(domain -> found(
                        Severity.SUSPECTED,
                        SCORE,
                        Explanation.of("answers are to go to %s, a foreign domain, for the first time", domain)));
    }

    /** The foreign domain where answers to that message are wanted for the first time. */
    static Optional<String> domain(MessageSighting sighting, Profile profile) {
        for (String replyTo : sighting.message().content().sender().replyTo()) {
            if (foreign(replyTo, sighting.message(), profile)
                    && profile.sent().mature(sighting.at())
                    && !profile.knows(Trait.REPLY_TO, Keys.of(replyTo), sighting.at())) {
                return Optional.of(MailAddress.domain(replyTo));
            }
        }
        return Optional.empty();
    }

    // A domain that comes into the thread together with the Reply-To is no friend's.
    private static boolean foreign(String replyTo, Message message, Profile profile) {
        String domain = MailAddress.domain(replyTo);
        return !domain.isEmpty()
                && !message.recipients().contains(replyTo)
                && !Domains.related(domain, MailAddress.domain(message.account().name()))
                && !Domains.relatedToAny(domain, message.content().sender().from())
                && !(Domains.relatedToAny(domain, message.recipients())
                        && profile.sent().wroteTo(domain));
    }
}

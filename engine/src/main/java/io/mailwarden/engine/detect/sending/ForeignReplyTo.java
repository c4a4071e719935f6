package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.support.MailAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers are suddenly wanted elsewhere: a Reply-To header in a domain that is neither the account's, nor that of the
 * From header, nor one of those written to (who forwards a thread to a list keeps answers there), and an address that
 * was never used before. Score 0.35: what payment fraud needs, when the owner must not see the answers, but tickets and
 * calendars do it too. Score 0.45, suspected alone, for an answer that lets a stranger in besides: so a thief takes over a thread
 * about an invoice; an owner changes one or the other. Silent while the account's habits are learned.
 */
final class ForeignReplyTo implements Detector {

    private static final double SCORE = 0.35;
    private static final double IN_THREAD = 0.45;

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
        for (String replyTo : sighting.message().content().sender().replyTo()) {
            if (foreign(MailAddress.domain(replyTo), sighting)
                    && profile.sent().mature(sighting.at())
                    && !profile.knows(Trait.REPLY_TO, Keys.of(replyTo), sighting.at())) {
                return Optional.of(explain(MailAddress.domain(replyTo), sighting));
            }
        }
        return Optional.empty();
    }

    private Anomaly explain(String domain, MessageSighting sighting) {
        int strangers = sighting.novelty().strangers();
        boolean turned = strangers > 0
                && !sighting.message().content().sender().answers().isEmpty();
        String thread = turned
                ? ", and " + Explanation.count(strangers, "stranger is", "strangers are") + " let into a thread"
                : "";
        return found(
                Severity.SUSPECTED,
                turned ? IN_THREAD : SCORE,
                Explanation.of("answers are to go to %s, a foreign domain, for the first time%s", domain, thread));
    }

    private static boolean foreign(String domain, MessageSighting sighting) {
        return !domain.isEmpty()
                && !Domains.related(
                        domain, MailAddress.domain(sighting.message().account().name()))
                && !anyRelated(domain, sighting.message().content().sender().from())
                && !anyRelated(domain, sighting.message().recipients());
    }

    private static boolean anyRelated(String domain, List<String> addresses) {
        for (String address : addresses) {
            if (Domains.related(domain, MailAddress.domain(address))) {
                return true;
            }
        }
        return false;
    }
}

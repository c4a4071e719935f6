package io.mailwarden.engine.detect.conversation;

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
import java.util.Optional;
import java.util.Set;

/**
 * A From header in a name that the account never used: score 0.35 in a foreign domain, 0.15 in its own, where shared
 * mailboxes and delegates are common. (Postfix's reject_authenticated_sender_login_mismatch and Exchange's SendAs
 * refuse both; many servers must not.) Silent when the header is not known, for the account itself and its plausible
 * aliases (a tag, or a local part that holds the other), while its habits are learned, and for an account that sends in
 * many names, such as a CRM server.
 */
final class ForeignSender implements Detector {

    private static final double FOREIGN_SCORE = 0.35;
    private static final double OWN_DOMAIN_SCORE = 0.15;
    private static final int MANY_NAMES = 5;
    private static final int SHORTEST_ALIAS = 3;

    @Override
    public String type() {
        return "foreign-sender";
    }

    @Override
    public String finds() {
        return "a From that is not the account's; weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.IDENTITY);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        String account = sighting.message().account().name();
        for (String from : sighting.message().content().sender().from()) {
            if (!from.equals(account)
                    && !alias(from, account)
                    && profile.sent().mature(sighting.at())
                    && !profile.knows(Trait.SENDER, Keys.of(from), sighting.at())
                    && profile.habits().distinct(Trait.SENDER) < MANY_NAMES) {
                return Optional.of(foreign(from, account));
            }
        }
        return Optional.empty();
    }

    private Anomaly foreign(String from, String account) {
        boolean own = Domains.related(MailAddress.domain(from), MailAddress.domain(account));
        return found(
                Severity.SUSPECTED,
                own ? OWN_DOMAIN_SCORE : FOREIGN_SCORE,
                own
                        ? Explanation.of("it writes in another name of its own domain (From) for the first time")
                        : Explanation.of(
                                "it writes in the name of the foreign domain %s (From) for the first time",
                                MailAddress.domain(from)));
    }

    private static boolean alias(String from, String account) {
        String one = MailAddress.local(from);
        String other = MailAddress.local(account);
        return Domains.related(MailAddress.domain(from), MailAddress.domain(account))
                && Math.min(one.length(), other.length()) >= SHORTEST_ALIAS
                && (one.contains(other) || other.contains(one));
    }
}

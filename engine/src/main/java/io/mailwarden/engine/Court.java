package io.mailwarden.engine;

import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.verdict.Verdict;
import java.util.Optional;

/**
 * Who judges one event.
 *
 * @param forced the verdict, when it stands before anything is looked at: the account is blocked
 */
record Court(Judges judges, Optional<Verdict> forced) {

    /** As {@link Judges#judge}. */
    Assessment judge(Event event, Origin origin, Profile profile, Optional<Verdict> given) {
        return judges.judge(event, origin, profile, forced.or(() -> given));
    }

    /** As {@link Judges#withoutProfile}. */
    Assessment withoutProfile(Event event, Origin origin, Profile blank) {
        return judges.withoutProfile(event, origin, blank, forced);
    }

    /** As {@link Judges#preview}. */
    Verdict preview(Event event, Origin origin, Profile blank) {
        return forced.orElseGet(() -> judges.preview(event, origin, blank));
    }
}

package io.mailwarden.engine.assess;

import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.verdict.Verdict;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The origin, profile and earlier verdict by which one event is assessed. Callers hold the profile's monitor.
 *
 * @param origin where it came from
 * @param profile what is normal for its account
 * @param decided the verdict that stands before anything is looked at, because the account is blocked or the client
 *     could not wait; what is learned goes by it
 */
record EventContext(Origin origin, Profile profile, Optional<Verdict> decided) {

    /** The verdict that stands already, or else that one. */
    Verdict verdict(Supplier<Verdict> otherwise) {
        return decided.orElseGet(otherwise);
    }
}

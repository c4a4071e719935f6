package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Judgement.Mark;
import io.mailwarden.engine.profile.LogEntry.Judged;
import io.mailwarden.engine.profile.LogEntry.Reviewed;

/** Has a profile learn from an entry of the log what it learned, or would have learned, when the event was judged. */
final class Fold {

    /** Number of the rules by which entries become profiles: another one whenever they change. */
    static final int RULES = 1;

    private Fold() {}

    /** Callers hold the profile's monitor. What is folded into it already does nothing. */
    static void into(Profile profile, Logged logged) {
        if (profile.positions().covers(logged.node(), logged.sequence())) {
            return;
        }
        LogEntry entry = logged.entry();
        if (entry instanceof Judged judged && !(judged.event() instanceof PhishingReceived)) {
            into(profile, judged);
        } else if (entry instanceof Reviewed reviewed) {
            profile.reviewed(reviewed.decision());
        } else {
            // Says nothing about the account.
            return;
        }
        profile.logged(logged.node(), logged.sequence());
    }

    private static void into(Profile profile, Judged judged) {
        Event event = judged.event();
        Judgement judgement = judged.judgement();
        Novelty novelty = profile.begin(event, judgement.has(Mark.SETTLED));
        if (event instanceof Login login) {
            profile.conclude(login, judged.origin(), Footprint.of(login, judged.origin()), judgement);
        } else if (event instanceof ClientSeen seen) {
            profile.conclude(seen, Footprint.of(seen.at(), Origin.UNKNOWN, seen.client()), judgement);
        } else if (event instanceof Message message) {
            profile.conclude(message, Shape.of(message, novelty, judgement.newLinks()), judgement);
        } else {
            profile.conclude(event.at(), judgement);
        }
    }
}

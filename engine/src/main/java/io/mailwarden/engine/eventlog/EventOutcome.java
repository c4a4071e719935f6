package io.mailwarden.engine.eventlog;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of an event: all that is needed to learn from it without assessing it again. Immutable.
 *
 * @param verdict allow, hold or reject
 * @param found the anomalies, as they stand against the account from then on
 * @param learning what was done with it
 * @param marks what else came of it
 * @param newLinks of a message: the share of the domains it links to that unsuspicious mail never linked to, 0 to 1
 * @param acquaintances of a message: how many of the recipients that were new to its account others of the
 *     organisation had written to
 * @param deviations of a message that the organisation learned: how far it was from what is normal for its account
 */
public record EventOutcome(
        String verdict,
        List<Suspicion> found,
        Learning learning,
        Set<Mark> marks,
        float newLinks,
        int acquaintances,
        Optional<Deviations> deviations) {

    /** The verdict of nearly every event. */
    public static final String ALLOW = "allow";

    /** Of an event that is counted and no more. */
    public static final EventOutcome COUNTED =
            new EventOutcome(ALLOW, List.of(), Learning.NOTHING, Set.of(), 0, 0, Optional.empty());

    /** Of a wrong password for a name that an account has: it was let in, or sent, before. */
    public static final EventOutcome OF_ACCOUNT =
            new EventOutcome(ALLOW, List.of(), Learning.NOTHING, Set.of(Mark.ACCOUNT), 0, 0, Optional.empty());

    /** What was done with an event. */
    public enum Learning {
        /** The event was counted, and taught the profile nothing. */
        NOTHING,
        /** It is normal from now on. */
        LEARNED,
        /** Set aside: the account is under suspicion. */
        ASIDE,
        /** Set aside, and odd itself: the quiet time begins again. */
        ODD
    }

    /** What else came of an event. */
    public enum Mark {
        /**
         * Nothing critical stood against the account: what was set aside earlier was learned first, where it was due.
         */
        SETTLED,
        /** The account got in from where it never did before. */
        ARRIVED,
        /** The name is an account's: made-up ones show nothing for certain. */
        ACCOUNT,
        /** The login was denied because the account was blocked, not for what was found in it. */
        BLOCKED,
        /** Something anomalous was sent while the account was under suspicion: the quiet time begins again. */
        DISQUIET,
        /** What was strange about its address and network was excused for another reason: these stay strange. */
        NETWORK_STRANGE,
        /** Likewise its provider. */
        PROVIDER_STRANGE,
        /** Likewise its country. */
        COUNTRY_STRANGE,
        /** Likewise its client. */
        CLIENT_STRANGE
    }

    public EventOutcome {
        found = List.copyOf(found);
        marks = marks.isEmpty() ? Set.of() : Set.copyOf(marks);
    }

    /** Of an event that is no message. */
    public static EventOutcome of(String verdict, List<Suspicion> found, Learning learning, EnumSet<Mark> marks) {
        return new EventOutcome(verdict, found, learning, marks, 0, 0, Optional.empty());
    }

    /** Whether that came of it. */
    public boolean has(Mark mark) {
        return marks.contains(mark);
    }
}

package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Novelty;
import io.mailwarden.engine.profile.habit.PendingLogins;
import io.mailwarden.engine.profile.habit.ProfileContext;
import io.mailwarden.engine.profile.habit.Recent;
import io.mailwarden.engine.profile.habit.SendingLog;
import io.mailwarden.engine.profile.habit.Whereabouts;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was tried in an account's name without getting in, and which of its messages are said to have reached nobody.
 * Outsiders can bring it about: none of it is learned, and all of it is forgotten when the account is given back. Not
 * thread-safe: its profile guards it.
 */
public final class Attempts {

    /** How many different wrong passwords are remembered. */
    public static final int MOST_WRONG_PASSWORDS = 40;

    /** How many messages that did not arrive are told apart. */
    public static final int MOST_RETURNED = 40;

    // Somebody may know the password; a day is what its owner needs to be asked and to change it.
    private static final Duration WARY = Duration.ofDays(1);

    private static final Novelty OWN_RETURN = new Novelty(1, 0, 0, 0, 0, 0);
    private static final Novelty FOREIGN_RETURN = new Novelty(0, 0, 0, 0, 0, 0);

    private @Nullable Recent failures;
    private @Nullable SendingLog returns;
    private @Nullable Recent returned;
    private @Nullable PendingLogins denied;
    private Instant forgiven = Instant.EPOCH;

    /**
     * A wrong password.
     *
     * @param network key of where it came from
     * @param mark 0 to 4095, or -1 when not known
     */
    public void wrong(Instant at, long network, int mark) {
        Recent known = failures;
        if (known == null) {
            known = new Recent(MOST_WRONG_PASSWORDS);
            failures = known;
        }
        known.add(at, network, mark);
    }

    /** Different wrong passwords in the window before that time. */
    public int wrongPasswords(Instant at, Duration window) {
        return failures == null ? 0 : failures.distinctMarks(at, window);
    }

    /** Different wrong passwords in the window before that time, from one network. */
    public int wrongPasswords(long network, Instant at, Duration window) {
        return failures == null ? 0 : failures.distinctMarksOf(network, at, window);
    }

    /** A message of the account is said not to have reached one of its recipients. */
    public void returned(DeliveryReport report) {
        SendingLog known = returns;
        if (known == null) {
            known = new SendingLog();
            returns = known;
        }
        known.add(Decay.minute(report.at()), report.own() ? OWN_RETURN : FOREIGN_RETURN);
        Recent messages = returned;
        if (messages == null) {
            messages = new Recent(MOST_RETURNED);
            returned = messages;
        }
        messages.add(report.at(), Keys.of(report.originalMessageId()), report.own() ? 1 : 0);
    }

    /** How many recipients were not reached, by reports in the window before that time. */
    public long returns(Instant at, Duration window) {
        return returns == null ? 0 : returns.within(window, Decay.minute(at)).messages();
    }

    /** How many of them this server itself reported. */
    public long ownReturns(Instant at, Duration window) {
        return returns == null ? 0 : returns.within(window, Decay.minute(at)).recipients();
    }

    /** Of how many messages that was reported in the window before that time, at most {@value #MOST_RETURNED}. */
    public int returnedMessages(Instant at, Duration window) {
        return returned == null ? 0 : returned.distinctWho(at, window);
    }

    /** Forgets what came back. */
    public void forgetReturned() {
        returns = null;
        returned = null;
    }

    /**
     * A right password that was denied, since the login looked like a stranger's. It is normal only when an
     * administrator says that it was the owner.
     */
    public void denied(Footprint footprint, Whereabouts where, ProfileContext context) {
        PendingLogins known = denied;
        if (known == null || !wary(known, where.at())) {
            known = new PendingLogins(context.decay(), where.at());
            denied = known;
        }
        known.add(footprint, where, context.halfLifeMinutes());
    }

    // By the first of them: who is denied for that alone must not be denied for ever.
    private static boolean wary(PendingLogins logins, Instant at) {
        return !logins.since().plus(WARY).isBefore(at);
    }

    /** Since when, in the day before that time, somebody is known to have shown the right password and been denied. */
    public Optional<Instant> deniedSince(Instant at) {
        return Optional.ofNullable(denied)
                .filter(logins -> wary(logins, at) && !logins.since().isAfter(at))
                .map(PendingLogins::since);
    }

    /** The account is its owner's: forgets all that was tried until then; returns the logins that were denied. */
    public Optional<PendingLogins> forgive(Instant at) {
        Optional<PendingLogins> were = Optional.ofNullable(denied);
        failures = null;
        denied = null;
        forgiven = at;
        return were;
    }

    /** The window before that time, less what is forgiven: what others keep of the account is forgiven, too. */
    public Duration unforgiven(Instant at, Duration window) {
        Duration since = Duration.between(forgiven, at);
        return since.compareTo(window) >= 0 ? window : since.isNegative() ? Duration.ZERO : since;
    }

    /** What version 1 of a profile has of it. */
    public void writeFirst(SnapshotWriter out) {
        out.flag(failures != null);
        if (failures != null) {
            failures.write(out);
        }
        out.flag(returns != null);
        if (returns != null) {
            returns.write(out);
        }
    }

    /** What later versions have beside that. */
    public void writeRest(SnapshotWriter out) {
        out.flag(returned != null);
        if (returned != null) {
            returned.write(out);
        }
        out.flag(denied != null);
        if (denied != null) {
            denied.write(out);
        }
        out.time(forgiven);
    }

    public void readFirst(SnapshotReader in) throws UnreadableSnapshot {
        failures = in.flag() ? Recent.read(in, MOST_WRONG_PASSWORDS) : null;
        if (in.flag()) {
            SendingLog read = new SendingLog();
            read.read(in);
            returns = read;
        }
    }

    public void readRest(SnapshotReader in, Decay decay) throws UnreadableSnapshot {
        returned = in.flag() ? Recent.read(in, MOST_RETURNED) : null;
        denied = in.flag() ? PendingLogins.read(in, decay) : null;
        Instant time = in.time();
        forgiven = time.equals(Instant.EPOCH) ? Instant.EPOCH : time;
    }

    /** Whether there is anything to be kept. */
    public boolean isEmpty() {
        return failures == null
                && returns == null
                && returned == null
                && denied == null
                && forgiven.equals(Instant.EPOCH);
    }
}

package io.mailwarden.engine.profile;

import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.profile.habit.PendingLogins;
import io.mailwarden.engine.profile.habit.ProfileContext;
import io.mailwarden.engine.profile.habit.Whereabouts;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How a profile is stored: its parts in a fixed order, each by its own {@code write} and {@code read}; a part that is
 * not there takes one byte. What is read is equal in every bit, and behaves so.
 *
 * <p>For another format, add 1 to {@link #VERSION} and let the reader ask for its version where it differs. Every
 * version from 1 on stays readable, which {@code StoredProfileTest} shows.
 */
final class ProfileFormat {

    /** Of what is written. */
    static final int VERSION = 3;

    private ProfileFormat() {}

    static byte[] bytes(Profile profile) {
        SnapshotWriter out = new SnapshotWriter();
        profile.writeExperience(out);
        profile.habits().write(out);
        profile.rhythm().write(out);
        profile.positions().write(out);
        profile.writeSending(out);
        profile.attempts().writeFirst(out);
        writeIfThere(profile.pending, PendingLogins::write, out);
        writeIfThere(profile.lastTrusted, Whereabouts::write, out);
        out.time(profile.lastAnomaly);
        out.time(profile.lastBesidePlace);
        out.number(profile.suspicions.size());
        profile.suspicions.forEach(one -> one.write(out));
        profile.attempts().writeRest(out);
        return out.sealed(VERSION);
    }

    private static <T> void writeIfThere(@Nullable T part, BiConsumer<T, SnapshotWriter> write, SnapshotWriter out) {
        out.flag(part != null);
        if (part != null) {
            write.accept(part, out);
        }
    }

    static Profile profile(byte[] bytes, ProfileContext context) throws UnreadableSnapshot {
        SnapshotReader in = SnapshotReader.ofSealed(bytes, VERSION);
        Profile profile = new Profile(context);
        profile.readExperience(in);
        profile.habits().read(in);
        profile.rhythm().read(in);
        profile.positions = LogPositions.read(in);
        profile.readSending(in);
        Attempts attempts = new Attempts();
        attempts.readFirst(in);
        profile.pending = in.flag() ? PendingLogins.read(in, context.decay()) : null;
        profile.lastTrusted = in.flag() ? Whereabouts.read(in) : null;
        profile.lastAnomaly = time(in);
        profile.lastBesidePlace = time(in);
        profile.suspicions = suspicions(in);
        if (in.version() >= 2) {
            attempts.readRest(in, context.decay());
        }
        profile.attempts = attempts.isEmpty() ? null : attempts;
        in.end();
        return profile;
    }

    // One object for all that never happened.
    private static Instant time(SnapshotReader in) throws UnreadableSnapshot {
        Instant time = in.time();
        return time.equals(Instant.EPOCH) ? Instant.EPOCH : time;
    }

    private static List<Suspicion> suspicions(SnapshotReader in) throws UnreadableSnapshot {
        List<Suspicion> suspicions = new ArrayList<>();
        for (int left = in.count(Suspicion.MOST); left > 0; left--) {
            suspicions.add(Suspicion.read(in));
        }
        return List.copyOf(suspicions);
    }
}

package io.mailwarden.engine.profile;

import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.ProfileContext;
import io.mailwarden.engine.profile.habit.SendingProfile;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an account sends, in half the memory while nothing is sent: as its snapshot has it, which is the same in every bit.
 * Logins need nothing of it. The profile extends it, for the same reason as
 * {@link io.mailwarden.engine.profile.habit.Experience}, and guards it.
 */
abstract class Packed extends Folded {

    // One of them, or neither while nothing was ever sent.
    private @Nullable SendingProfile sending;
    private byte @Nullable [] packed;

    /** What all profiles share. */
    abstract ProfileContext context();

    /**
     * Whether its habits counted once, or would, were it not for the silences between: enough to tell what is new to it.
     */
    public boolean acquainted(Instant at) {
        return acquainted(Decay.minute(at), context().config());
    }

    /** What is normal for the mail that the account sends. */
    public SendingProfile sent() {
        SendingProfile known = sending;
        if (known == null) {
            known = new SendingProfile(context());
            byte[] bytes = packed;
            if (bytes != null) {
                unpack(bytes, known);
            }
            sending = known;
            packed = null;
        }
        return known;
    }

    private static void unpack(byte[] bytes, SendingProfile into) {
        try {
            into.read(new SnapshotReader(bytes));
        } catch (UnreadableSnapshot e) {
            throw new IllegalStateException("what this process packed cannot be read", e);
        }
    }

    /** Whether it was ever asked what the account sends. */
    boolean sends() {
        return sending != null || packed != null;
    }

    /** To be called at the end of each event: whoever holds {@link #sent()} must let it go before. */
    void pack() {
        SendingProfile known = sending;
        if (known != null) {
            SnapshotWriter out = new SnapshotWriter();
            known.write(out);
            packed = out.bytes();
            sending = null;
        }
    }

    /** Writes what {@link #readSending} reads. */
    void writeSending(SnapshotWriter out) {
        out.flag(sends());
        if (packed != null) {
            out.raw(packed);
        } else if (sending != null) {
            sending.write(out);
        }
    }

    void readSending(SnapshotReader in) throws UnreadableSnapshot {
        if (in.flag()) {
            sent().read(in);
            pack();
        }
    }

    @Override
    public void logged(int node, long sequence) {
        super.logged(node, sequence);
        pack();
    }
}

package io.mailwarden.engine.profile.organisation;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.profile.habit.Recent;
import io.mailwarden.engine.profile.organisation.ServerKnowledge.OlderOrganisation;
import io.mailwarden.engine.profile.organisation.ServerKnowledge.SentMessage;
import io.mailwarden.engine.support.Caches;
import io.mailwarden.engine.support.FairRoom;
import io.mailwarden.engine.support.FairRoom.Share;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How what is known of organisations is stored, as {@code ProfileFormat} does it for an account. Each cache begins with
 * what would go first, so that what is read goes in the same order. Wrong passwords and newcomers older than two days
 * are left out, since no window is longer than one.
 *
 * <p>Version 1 knew one organisation for the whole server: it is read as an {@link OlderOrganisation}. Before
 * version 3 it was not told whose the messages were that were sent, before version 4 not which hands wrote them.
 */
public final class OrganisationFormat {

    /** The version of the format that is written. */
    public static final int VERSION = 4;

    private static final int SERVER = 1;
    private static final int WITHOUT_SENDERS = 2;

    private static final Duration TRIES = Duration.ofDays(2);
    // No setting keeps burnt addresses for longer.
    private static final Duration PHISHING = Duration.ofDays(366);
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_GROUPS = 10_000_000;

    private OrganisationFormat() {}

    static byte[] bytes(ServerKnowledge all) {
        SnapshotWriter out = new SnapshotWriter();
        all.positions.write(out);
        out.text(all.groups);
        all.writeLogins(out);
        all.votes.write(out);
        all.linkVotes.write(out);
        all.failures.write(out, TRIES);
        all.newcomers.write(out, TRIES);
        all.phishing.write(out, PHISHING);
        writeNames(Caches.firstToGo(all.names), out);
        writeSent(all.sent.shares(), out);
        all.forests.write(out);
        Map<String, OrganisationHabits> organisations = Caches.firstToGo(all.organisations);
        out.number(organisations.size());
        organisations.forEach((name, habits) -> {
            out.text(name);
            habits.write(out);
        });
        return out.sealed(VERSION);
    }

    private static void writeNames(Map<Integer, String> names, SnapshotWriter out) {
        out.number(names.size());
        names.forEach((key, name) -> {
            out.bits32(key);
            out.text(name);
        });
    }

    private static void writeSent(List<Share<SentMessage>> sent, SnapshotWriter out) {
        out.number(sent.size());
        for (Share<SentMessage> share : sent) {
            out.bits64(share.owner());
            out.number(share.values().size());
            long before = 0;
            for (Map.Entry<Long, SentMessage> message : share.values().entrySet()) {
                out.bits64(message.getKey());
                out.signed(message.getValue().minute() - before);
                out.number(message.getValue().unreported());
                before = message.getValue().minute();
            }
        }
    }

    static ServerKnowledge knowledge(byte[] bytes, OrganisationContext context) throws UnreadableSnapshot {
        SnapshotReader in = SnapshotReader.ofSealed(bytes, VERSION);
        ServerKnowledge all = in.version() == SERVER ? ofServer(in, context) : ofOrganisations(in, context);
        in.end();
        return all;
    }

    private static ServerKnowledge ofOrganisations(SnapshotReader in, OrganisationContext context)
            throws UnreadableSnapshot {
        ServerKnowledge all = new ServerKnowledge(context, LogPositions.read(in), Optional.empty());
        all.groups = in.text(LONGEST_GROUPS);
        all.readLogins(in);
        all.votes.read(in);
        all.linkVotes.read(in);
        all.failures.read(in);
        all.newcomers.read(in);
        all.phishing.read(in);
        readNames(in, all.names);
        if (in.version() == WITHOUT_SENDERS) {
            readShare(in, ServerKnowledge.NOBODY, all.sent);
        } else {
            readSent(in, all);
        }
        all.forests.read(in);
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            all.of(in.text(LONGEST_NAME)).read(in);
        }
        return all;
    }

    // Whose wrong passwords and texts these were it does not tell.
    private static ServerKnowledge ofServer(SnapshotReader in, OrganisationContext context) throws UnreadableSnapshot {
        LogPositions positions = LogPositions.read(in);
        OlderSketch logins = OlderSketch.read(in);
        passTries(in);
        passTries(in);
        Cache<Integer, String> names = Caches.ofMost(Integer.MAX_VALUE);
        readNames(in, names);
        LinkedDomains links = new LinkedDomains();
        links.read(in);
        FairRoom<SentMessage> sent = SentMessage.room(Integer.MAX_VALUE, message -> false);
        readShare(in, ServerKnowledge.NOBODY, sent);
        new SharedTexts().read(in);
        Outliers outliers = new Outliers();
        outliers.read(in);
        ServerKnowledge all =
                new ServerKnowledge(context, positions, Optional.of(new OlderOrganisation(logins, links, outliers)));
        all.names.putAll(names.asMap());
        sent.shares()
                .forEach(share -> share.values().forEach((key, message) -> all.sent.put(share.owner(), key, message)));
        return all;
    }

    private static void passTries(SnapshotReader in) throws UnreadableSnapshot {
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            in.bits64();
            Recent.read(in, PlaceTries.MOST_AT_A_PLACE);
        }
    }

    private static void readNames(SnapshotReader in, Cache<Integer, String> names) throws UnreadableSnapshot {
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            names.put(in.bits32(), in.text(LONGEST_NAME));
        }
    }

    private static void readSent(SnapshotReader in, ServerKnowledge all) throws UnreadableSnapshot {
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            readShare(in, in.bits64(), all.sent);
        }
    }

    private static void readShare(SnapshotReader in, long owner, FairRoom<SentMessage> sent) throws UnreadableSnapshot {
        long minute = 0;
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            long key = in.bits64();
            minute += in.signed();
            if (minute < 0 || minute > Integer.MAX_VALUE) {
                throw in.unreadable("minute " + minute);
            }
            sent.put(owner, key, new SentMessage((int) minute, in.number(Integer.MAX_VALUE)));
        }
    }
}

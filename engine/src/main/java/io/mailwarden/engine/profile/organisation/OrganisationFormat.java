package io.mailwarden.engine.profile.organisation;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.profile.habit.KnownKeys;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.profile.habit.Recent;
import io.mailwarden.engine.profile.organisation.Organisation.SentMessage;
import io.mailwarden.engine.support.Caches;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How the organisation's profile is stored, as {@code ProfileFormat} does it for an account: some 5 MB when all is
 * full. Each cache begins with what would go first, so that what is read goes in the same order. Wrong passwords and
 * newcomers older than two days are left out, since no window is longer than one, and so are those of the least seen
 * places above {@value #MOST_TRIES}.
 */
public final class OrganisationFormat {

    /** The version of the format that is written. */
    public static final int VERSION = 2;

    static final int MOST_TRIES = 300_000;

    private static final int TRIES_SECONDS = 2 * 86_400;
    private static final int LONGEST_NAME = 1_000;

    private OrganisationFormat() {}

    static byte[] bytes(Organisation organisation) {
        SnapshotWriter out = new SnapshotWriter();
        organisation.positions().write(out);
        organisation.commonness().write(out);
        writeTries(organisation.failures, out);
        writeTries(organisation.newcomers, out);
        Map<Integer, String> names = Caches.firstToGo(organisation.names);
        out.number(names.size());
        names.forEach((key, name) -> {
            out.bits32(key);
            out.text(name);
        });
        synchronized (organisation.linked) {
            for (KnownKeys domains : organisation.linked) {
                domains.write(out);
            }
        }
        writeSent(Caches.firstToGo(organisation.sent), out);
        organisation.texts.write(out);
        organisation.outliers().write(out);
        organisation.contacts.write(out);
        return out.sealed(VERSION);
    }

    private static void writeTries(Cache<Long, Recent> places, SnapshotWriter out) {
        List<Map.Entry<Long, Recent>> written = new ArrayList<>();
        long latest =
                places.asMap().values().stream().mapToLong(Recent::latest).max().orElse(0);
        long from = Math.max(0, latest - TRIES_SECONDS);
        long tries = 0;
        List<Map.Entry<Long, Recent>> all =
                new ArrayList<>(Caches.firstToGo(places).entrySet());
        Collections.reverse(all);
        for (Map.Entry<Long, Recent> place : all) {
            tries += place.getValue().size();
            if (tries <= MOST_TRIES && place.getValue().latest() >= from) {
                written.add(place);
            }
        }
        Collections.reverse(written);
        out.number(written.size());
        for (Map.Entry<Long, Recent> place : written) {
            out.bits64(place.getKey());
            place.getValue().write(out, from);
        }
    }

    private static void writeSent(Map<Long, SentMessage> sent, SnapshotWriter out) {
        out.number(sent.size());
        long before = 0;
        for (Map.Entry<Long, SentMessage> message : sent.entrySet()) {
            out.bits64(message.getKey());
            out.signed(message.getValue().minute() - before);
            out.number(message.getValue().unreported());
            before = message.getValue().minute();
        }
    }

    static Organisation organisation(byte[] bytes, ProfileConfig config) throws UnreadableSnapshot {
        SnapshotReader in = SnapshotReader.ofSealed(bytes, VERSION);
        Organisation organisation = new Organisation(config);
        organisation.positions = LogPositions.read(in);
        organisation.commonness().read(in);
        readTries(in, organisation.failures);
        readTries(in, organisation.newcomers);
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            organisation.names.put(in.bits32(), in.text(LONGEST_NAME));
        }
        synchronized (organisation.linked) {
            for (KnownKeys domains : organisation.linked) {
                domains.read(in);
            }
        }
        readSent(in, organisation.sent);
        organisation.texts.read(in);
        organisation.outliers().read(in);
        if (in.version() > 1) {
            organisation.contacts.read(in);
        }
        in.end();
        return organisation;
    }

    private static void readTries(SnapshotReader in, Cache<Long, Recent> places) throws UnreadableSnapshot {
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            places.put(in.bits64(), Recent.read(in, Organisation.MOST_AT_A_PLACE));
        }
    }

    private static void readSent(SnapshotReader in, Cache<Long, SentMessage> sent) throws UnreadableSnapshot {
        long minute = 0;
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            long key = in.bits64();
            minute += in.signed();
            if (minute < 0 || minute > Integer.MAX_VALUE) {
                throw in.unreadable("minute " + minute);
            }
            sent.put(key, new SentMessage((int) minute, in.number(Integer.MAX_VALUE)));
        }
    }
}

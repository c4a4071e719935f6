package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.profile.habit.Peaks.Peak;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is normal for what an account sends: how much, to whom, when. Not thread-safe: its profile guards it.
 */
public final class SendingProfile extends Experience {

    /** Room for those whom an account writes to, and their domains: 2 x 720 bytes. */
    private static final int KNOWN = 360;

    // Those of messages that were not learned: 2 x 192 bytes.
    private static final int WAITING = 96;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    // What a snapshot has of the parts that most accounts lack.
    private static final int WITH_WAITING = 1;
    private static final int WITH_TEXTS = 1 << 1;
    private static final int WITH_STRANGERS = 1 << 2;
    private static final int WITH_MET = 1 << 3;

    // Of those who are new, a day. Whoever puts an old message of the account into a crowd's thread gains no more.
    private static final int MOST_IN_THREADS = 10;

    private static final int STRANGERS = Peaks.ROOM + Typical.room(Shape.QUANTITIES);

    private final ProfileContext context;
    private final SendingLog log = new SendingLog();
    // Peaks, what is typical, then strangers: one array instead of six objects.
    private final float[] numbers = new float[STRANGERS + StrangerDays.ROOM];
    private final char[] rhythm = Rhythm.blank();
    private final KnownKeys known = new KnownKeys(KNOWN);
    // Of the message that was counted last, until it is learned or not.
    private int latestStrangers;
    // Whom others know or threads bring, on the latest day that had any.
    private char metDay;
    private char met;
    private @Nullable KnownKeys waiting;
    private @Nullable Texts texts;

    public SendingProfile(ProfileContext context) {
        this.context = context;
    }

    /** Whether it wrote to that address before. */
    public boolean wroteToAddress(String address) {
        return known.contains(Keys.of(address));
    }

    /** Whether it wrote to somebody at that domain before. */
    public boolean wroteTo(String domain) {
        return known.contains(Keys.of("@" + domain));
    }

    /** Whether its habits count yet: enough messages over enough days, and no long silence since. */
    public boolean mature(Instant at) {
        return mature(Decay.minute(at), context.config());
    }

    /** Whether its habits counted once, so that what it never did is odd, however long it was silent since. */
    public boolean known(Instant at) {
        return known(Decay.minute(at), context.config());
    }

    /** Sums of what was sent in the window before that time, at most a day. */
    public SendingLog.Sums within(Duration window, Instant at) {
        return log.within(window, Decay.minute(at));
    }

    /** Messages submitted in the burst window before that time. */
    public long messages(Instant at) {
        return within(context.windows().messages(), at).messages();
    }

    /** Never-seen recipients in the fan-out window before that time. */
    public long fresh(Instant at) {
        return within(context.windows().fresh(), at).fresh();
    }

    /** Messages to strangers alone in the strangers window before that time. */
    public long strange(Instant at) {
        return within(context.windows().strange(), at).strange();
    }

    /** The most messages to strangers alone in a window on an earlier day, fading. */
    public double usualStrange(Instant at) {
        return peaks().before(Peak.STRANGE, Decay.minute(at));
    }

    /** The most messages in a burst window on an earlier day, fading. */
    public double usualMessages(Instant at) {
        return peaks().before(Peak.MESSAGES, Decay.minute(at));
    }

    /** The most never-seen recipients in a fan-out window on an earlier day, fading. */
    public double usualFresh(Instant at) {
        return peaks().before(Peak.FRESH, Decay.minute(at));
    }

    /** The most recipients in an hour of an earlier day, fading. */
    public double usualRecipientsInHour(Instant at) {
        return peaks().before(Peak.RECIPIENTS, Decay.minute(at));
    }

    /** The most messages of an earlier day, fading. */
    public double usualMessagesInDay(Instant at) {
        return peaks().before(Peak.MESSAGES_IN_DAY, Decay.minute(at));
    }

    /** The most messages to strangers alone of an earlier day, fading. */
    public double usualStrangeInDay(Instant at) {
        return peaks().before(Peak.STRANGE_IN_DAY, Decay.minute(at));
    }

    /** Messages submitted in the hour before that time. */
    public long messagesInHour(Instant at) {
        return within(HOUR, at).messages();
    }

    /** The most messages in an hour of an earlier day, fading. */
    public double usualMessagesInHour(Instant at) {
        return peaks().before(Peak.MESSAGES_IN_HOUR, Decay.minute(at));
    }

    /** The most recipients of an earlier day, fading. */
    public double usualRecipientsInDay(Instant at) {
        return peaks().before(Peak.RECIPIENTS_IN_DAY, Decay.minute(at));
    }

    /** How often the text with nearly that mark was sent in the last day, that message included. */
    public Texts.Copies copies(long mark, Instant at) {
        return texts == null ? Texts.Copies.NONE : texts.copies(mark, Decay.minute(at));
    }

    /** The most recipients of one text on an earlier day, fading. */
    public double usualCopies(Instant at) {
        return peaks().before(Peak.SAME_TEXT, Decay.minute(at));
    }

    /** Strangers whom it wrote to in the 24 hours before that time; each counts once. */
    public long strangersInDay(Instant at) {
        return strangers().inDay(Decay.minute(at));
    }

    /** Strangers whom it wrote to on that day and the six before it. */
    public long strangersInWeek(Instant at) {
        return strangers().inWeek(Decay.minute(at));
    }

    /** The most strangers on a day more than two weeks ago, fading. */
    public double usualStrangers(Instant at) {
        return strangers().usual(Decay.minute(at));
    }

    /** The most strangers within seven days, more than two weeks ago, fading. */
    public double usualStrangersInWeek(Instant at) {
        return strangers().usualInWeek(Decay.minute(at));
    }

    /** The most strangers on a day of the week before. */
    public double strangersLastWeek(Instant at) {
        return strangers().lastWeek(Decay.minute(at));
    }

    /** At which hours it sends. */
    public Rhythm rhythm() {
        return new Rhythm(rhythm);
    }

    /** What its messages usually look like; see {@link Shape}. */
    public Typical typical() {
        return new Typical(numbers, Peaks.ROOM, Shape.QUANTITIES);
    }

    /**
     * Counts a message before it is assessed.
     *
     * @param acquaintances how many of those recipients are no strangers: others of the organisation know them, or a thread
     *     of the account's own brought them
     * @return what of it was never seen before
     */
    public Novelty submitted(Message message, ToIntFunction<List<String>> acquaintances) {
        List<String> fresh = new ArrayList<>(0);
        for (String recipient : message.recipients()) {
            long key = Keys.of(recipient);
            if (!known.contains(key) && waiting().add(key)) {
                fresh.add(recipient);
            }
        }
        long[] domains = domains(message.recipients());
        int freshDomains = 0;
        for (long domain : domains) {
            freshDomains += known.contains(domain) ? 0 : 1;
        }
        int met = Math.min(fresh.size(), acquaintances.applyAsInt(fresh));
        meet(met, Decay.day(Decay.minute(message.at())));
        // Whom an administrator put into a group is no stranger, but one more who gets it.
        int all = message.recipients().size() + message.members();
        Novelty novelty = new Novelty(all, fresh.size(), domains.length, freshDomains, met, fresh.size() - met);
        count(message, novelty);
        return novelty;
    }

    // The keys of theirs, each once.
    private static long[] domains(List<String> recipients) {
        long[] keys = new long[recipients.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Keys.ofDomain(recipients.get(i));
        }
        Arrays.sort(keys);
        int different = 0;
        for (int i = 0; i < keys.length; i++) {
            if (different == 0 || keys[i] != keys[different - 1]) {
                keys[different++] = keys[i];
            }
        }
        return different == keys.length ? keys : Arrays.copyOf(keys, different);
    }

    private void meet(int more, int day) {
        if (more > 0) {
            met = (char) Math.min(Character.MAX_VALUE, more + ((char) day == metDay ? met : 0));
            metDay = (char) day;
        }
    }

    /** How many more new people may be brought by threads of its own at that time, on that day of UTC. */
    public int roomInThreads(Instant at) {
        return Math.max(0, MOST_IN_THREADS - ((char) Decay.day(Decay.minute(at)) == metDay ? met : 0));
    }

    private void count(Message message, Novelty novelty) {
        int minute = Decay.minute(message.at());
        log.add(minute, novelty);
        latestStrangers = novelty.strangers();
        strangers().add(latestStrangers, minute);
        message.content().fingerprint().ifPresent(mark -> texts().add(mark, minute, message.recipients()));
    }

    private StrangerDays strangers() {
        return new StrangerDays(numbers, STRANGERS);
    }

    private Peaks peaks() {
        return new Peaks(numbers);
    }

    private Texts texts() {
        Texts these = texts;
        if (these == null) {
            these = new Texts();
            texts = these;
        }
        return these;
    }

    private KnownKeys waiting() {
        KnownKeys these = waiting;
        if (these == null) {
            these = new KnownKeys(WAITING);
            waiting = these;
        }
        return these;
    }

    /** Learns a message that nothing speaks against. */
    public void learn(Message message, Shape shape) {
        learn(message.recipients());
        waiting = null;
        learnPeaks(message);
        // What others sent in between is no habit: only a message to strangers was weighed with how many there are.
        if (latestStrangers > 0) {
            strangers().learn(Decay.minute(message.at()));
        }
        int minute = Decay.minute(message.at());
        rhythm().use(shape.hour(), shape.weekday(), minute, context.halfLifeMinutes());
        typical().learn(shape.quantities());
        experience(1, minute, context.config());
    }

    // A list longer than there is room for would push out everybody else and still not be known as a whole.
    private void learn(List<String> recipients) {
        if (recipients.size() > KNOWN) {
            return;
        }
        for (String recipient : recipients) {
            known.add(Keys.of(recipient));
            known.add(Keys.ofDomain(recipient));
        }
    }

    private void learnPeaks(Message message) {
        Instant at = message.at();
        int minute = Decay.minute(at);
        Peaks peaks = peaks();
        peaks.learn(Peak.MESSAGES, messages(at), minute);
        peaks.learn(Peak.FRESH, fresh(at), minute);
        peaks.learn(Peak.STRANGE, strange(at), minute);
        SendingLog.Sums hour = within(HOUR, at);
        peaks.learn(Peak.MESSAGES_IN_HOUR, hour.messages(), minute);
        peaks.learn(Peak.RECIPIENTS, hour.recipients(), minute);
        SendingLog.Sums day = within(DAY, at);
        peaks.learn(Peak.MESSAGES_IN_DAY, day.messages(), minute);
        peaks.learn(Peak.RECIPIENTS_IN_DAY, day.recipients(), minute);
        peaks.learn(Peak.STRANGE_IN_DAY, day.strange(), minute);
        message.content()
                .fingerprint()
                .ifPresent(mark ->
                        peaks.learn(Peak.SAME_TEXT, texts().copies(mark, minute).recipients(), minute));
    }

    /** The owner sent what was not learned: those whom it went to are known from now on. */
    public void trust() {
        if (waiting != null) {
            known.addAll(waiting);
            waiting = null;
        }
    }

    /**
     * What was sent of late was in part a thief's: how much it was does not become the most that the account sends, and
     * those whom it went to, unless they were known before, are strangers as they were.
     */
    public void forgetLatest() {
        waiting = null;
        log.clear();
        strangers().forgetLatest();
    }

    /** An administrator says that the owner sent what was sent in the last days: so many strangers are its habit. */
    public void vouch() {
        strangers().vouch();
    }

    public void write(SnapshotWriter out) {
        out.octet((waiting == null ? 0 : WITH_WAITING)
                | (texts == null ? 0 : WITH_TEXTS)
                | (strangers().blank() ? 0 : WITH_STRANGERS)
                | (met == 0 ? 0 : WITH_MET));
        writeExperience(out);
        log.write(out);
        peaks().write(out);
        typical().write(out);
        rhythm().write(out);
        known.write(out);
        if (waiting != null) {
            waiting.write(out);
        }
        if (texts != null) {
            texts.write(out);
        }
        if (!strangers().blank()) {
            strangers().write(out);
        }
        if (met > 0) {
            out.number(metDay);
            out.number(met);
        }
    }

    public void read(SnapshotReader in) throws UnreadableSnapshot {
        int parts = in.number(WITH_WAITING | WITH_TEXTS | WITH_STRANGERS | WITH_MET);
        readExperience(in);
        log.read(in);
        peaks().read(in);
        typical().read(in);
        rhythm().read(in);
        known.read(in);
        if ((parts & WITH_WAITING) != 0) {
            waiting().read(in);
        }
        if ((parts & WITH_TEXTS) != 0) {
            texts().read(in);
        }
        if ((parts & WITH_STRANGERS) != 0) {
            strangers().read(in);
        }
        if ((parts & WITH_MET) != 0) {
            metDay = (char) in.number(Character.MAX_VALUE);
            met = (char) in.number(Character.MAX_VALUE);
        }
    }
}

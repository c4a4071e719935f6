package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * What a back-test found. Immutable.
 *
 * @param read what it looked at
 * @param inForce all that the settings in force raised, held and denied
 * @param changed likewise the changed ones
 * @param detectors the differences by what was found; one incident or hold may count for several
 * @param accounts the differences by account, most first, bounded
 * @param moreAccounts how many others there were
 * @param examples some of the differences, bounded
 * @param whole whether all incidents were compared: of very many, only the first ones are
 */
public record BacktestResult(
        Read read,
        Totals inForce,
        Totals changed,
        List<Row> detectors,
        List<Row> accounts,
        long moreAccounts,
        List<Example> examples,
        boolean whole) {

    public BacktestResult {
        detectors = List.copyOf(detectors);
        accounts = List.copyOf(accounts);
        examples = List.copyOf(examples);
    }

    /**
     * What was read.
     *
     * @param learned events before the period, of which it only learned what is normal
     * @param compared events of the period
     * @param heldThen messages of the period that were held when they came, by the settings of then
     * @param deniedThen likewise logins that were denied for what was found in them
     */
    public record Read(long learned, long compared, long heldThen, long deniedThen) {}

    /**
     * What one of the two did.
     *
     * @param incidents opened
     * @param critical how many of them were or became critical
     * @param messages held
     * @param logins denied although the password was right
     */
    public record Totals(long incidents, long critical, long messages, long logins) {}

    /**
     * One difference, counted.
     *
     * @param raised how often the changed settings do it and those in force do not
     * @param spared the other way round
     */
    public record Change(long raised, long spared) {

        private long all() {
            return raised + spared;
        }
    }

    /**
     * The differences that concern one thing.
     *
     * @param incidents that only one of them opens
     * @param critical incidents that both open, but only one as critical
     * @param messages that only one of them holds
     * @param logins that only one of them denies
     */
    public record Delta(Change incidents, Change critical, Change messages, Change logins) {

        /** How many there are. */
        public long all() {
            return incidents.all() + critical.all() + messages.all() + logins.all();
        }
    }

    /**
     * The differences that one detector, or one account, has part in.
     *
     * @param name whose
     */
    public record Row(String name, Delta delta) {}

    /**
     * One difference.
     *
     * @param kind what differs
     * @param raised whether the changed settings do it; else those in force
     * @param at when: for an incident when it opened; to the microsecond
     * @param account whom it concerns
     * @param types what was found
     * @param words why, in words
     */
    public record Example(Kind kind, boolean raised, Instant at, Account account, List<String> types, String words) {

        public Example {
            at = at.truncatedTo(ChronoUnit.MICROS);
            types = List.copyOf(types);
        }
    }

    /** What may differ. */
    public enum Kind {
        /** An incident is opened. */
        INCIDENT,
        /** It is critical. */
        CRITICAL,
        /** A message is held. */
        MESSAGE,
        /** A login is denied. */
        LOGIN;

        /** The name in the store and in the API: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of that name; throws IllegalArgumentException. */
        public static Kind ofLabel(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }
}

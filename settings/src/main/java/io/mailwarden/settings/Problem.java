package io.mailwarden.settings;

import io.mailwarden.engine.support.Text;
import java.util.Locale;

/**
 * One thing that is wrong with the configuration file.
 *
 * @param line where, counted from 1; {@link #NOWHERE} when it stands in no file
 * @param key as written
 * @param value as written
 * @param expected what should be there instead, in words
 */
record Problem(int line, String key, String value, String expected) {

    /** The line of what an administrator has set. */
    static final int NOWHERE = 0;

    private static final int SHOWN = 120;

    Problem {
        key = Text.printable(key, SHOWN);
        value = Text.printable(value, SHOWN);
    }

    @Override
    public String toString() {
        String said = key + " = " + value + ": " + expected;
        return line == NOWHERE ? said : String.format(Locale.ROOT, "line %d: %s", line, said);
    }
}

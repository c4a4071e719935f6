package io.mailwarden.settings;

import io.mailwarden.engine.support.Text;
import java.util.Locale;

/**
 * One thing that is wrong with the configuration file.
 *
 * @param line where, counted from 1
 * @param key as written
 * @param value as written
 * @param expected what should be there instead, in words
 */
record Problem(int line, String key, String value, String expected) {

    private static final int SHOWN = 120;

    Problem {
        key = Text.printable(key, SHOWN);
        value = Text.printable(value, SHOWN);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "line %d: %s = %s: %s", line, key, value, expected);
    }
}

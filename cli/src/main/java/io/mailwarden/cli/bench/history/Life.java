package io.mailwarden.cli.bench.history;

import java.time.LocalDate;

/** How somebody spends a day. */
interface Life {

    /** Writes the day down; may not go beyond the end of the next day. */
    void day(Person person, LocalDate day, Diary diary);
}

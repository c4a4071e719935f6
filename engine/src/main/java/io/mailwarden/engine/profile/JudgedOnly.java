package io.mailwarden.engine.profile;

import io.mailwarden.engine.profile.LogEntry.Judged;
import io.mailwarden.engine.profile.LogEntry.Notice;
import io.mailwarden.engine.profile.LogEntry.Reviewed;
import java.util.Optional;

/** Picks the events with what came of them out of the entries of a log. */
enum JudgedOnly implements LogEntry.Visitor<Optional<Judged>> {
    INSTANCE;

    @Override
    public Optional<Judged> judged(Judged judged) {
        return Optional.of(judged);
    }

    @Override
    public Optional<Judged> reviewed(Reviewed reviewed) {
        return Optional.empty();
    }

    @Override
    public Optional<Judged> notice(Notice notice) {
        return Optional.empty();
    }
}

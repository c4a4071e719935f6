package io.mailwarden.engine.profile;

import io.mailwarden.engine.eventlog.LogEntry;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import java.util.Optional;

/** Picks the events with what came of them out of the entries of a log. */
public enum JudgedOnly implements LogEntry.Visitor<Optional<EventAssessed>> {
    INSTANCE;

    @Override
    public Optional<EventAssessed> judged(EventAssessed judged) {
        return Optional.of(judged);
    }

    @Override
    public Optional<EventAssessed> reviewed(Reviewed reviewed) {
        return Optional.empty();
    }

    @Override
    public Optional<EventAssessed> notice(CacheInvalidation notice) {
        return Optional.empty();
    }
}

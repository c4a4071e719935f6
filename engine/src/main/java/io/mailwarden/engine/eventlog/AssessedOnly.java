package io.mailwarden.engine.eventlog;

import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import java.util.Optional;

/** Picks the events with what came of them out of the entries of a log. */
enum AssessedOnly implements LogEntry.Visitor<Optional<EventAssessed>> {
    INSTANCE;

    @Override
    public Optional<EventAssessed> assessed(EventAssessed assessed) {
        return Optional.of(assessed);
    }

    @Override
    public Optional<EventAssessed> reviewed(Reviewed reviewed) {
        return Optional.empty();
    }

    @Override
    public Optional<EventAssessed> invalidated(CacheInvalidation invalidation) {
        return Optional.empty();
    }
}

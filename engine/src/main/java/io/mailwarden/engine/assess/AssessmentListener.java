package io.mailwarden.engine.assess;

import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.origin.Origin;

/** Is told of every assessment, also of one that came after its client was answered. Thread-safe. */
@FunctionalInterface
public interface AssessmentListener {

    /**
     * What came of an event; must return at once, and throw nothing.
     *
     * @param origin where the event came from
     */
    void assessed(Event event, Origin origin, Assessment assessment);
}

package io.mailwarden.engine.assess;

/** Is told of every assessment, also of one that came after its client was answered. Thread-safe. */
@FunctionalInterface
public interface AssessmentListener {

    /** That came of an event. */
    void assessed(Assessment assessment);
}

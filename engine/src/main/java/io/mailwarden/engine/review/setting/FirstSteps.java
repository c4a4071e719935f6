package io.mailwarden.engine.review.setting;

import java.util.List;

/** What is to be done before Mailwarden can be trusted with an organisation's mail, and whether it is done. Thread-safe. */
@FunctionalInterface
public interface FirstSteps {

    /**
     * One thing to do.
     *
     * @param name geography, recipients, administrators, watching or doors
     * @param done whether nothing is left of it
     * @param detail how it stands, in words
     */
    record FirstStep(String name, boolean done, String detail) {}

    /** All of them, in the order in which they are best done; may wait for the store. */
    List<FirstStep> steps();
}

package io.mailwarden.mailet.scan;

import io.mailwarden.engine.response.scan.Surroundings;

/** Looks at one side of a message. Stateless, thread-safe; takes time that grows with the message alone. */
interface Check {

    void look(Specimen message, Surroundings surroundings, Findings findings);
}

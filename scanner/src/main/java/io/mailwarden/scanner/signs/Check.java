package io.mailwarden.scanner.signs;

import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.content.ParsedMessage;

/**
 * A check of one side of a message, which adds the signs that it finds. Stateless, thread-safe; takes time that grows
 * with the message alone.
 */
interface Check {

    void look(ParsedMessage message, Surroundings surroundings, SeenSigns findings);
}

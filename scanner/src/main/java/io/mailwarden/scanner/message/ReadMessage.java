package io.mailwarden.scanner.message;

import io.mailwarden.engine.event.Message.Content;
import java.util.Optional;

/**
 * The content of a message as far as it could be read, and what was wrong with it.
 *
 * @param content the facts; those before the problem, when there is one
 * @param problem why the rest could not be read; empty when all was read
 */
public record ReadMessage(Content content, Optional<String> problem) {}

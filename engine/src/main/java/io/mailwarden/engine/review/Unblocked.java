package io.mailwarden.engine.review;

import java.util.Optional;

/**
 * The result of an unblock: how many blocks were lifted, and which incident was resolved.
 *
 * @param lifted how many blocks were lifted
 * @param resolved id of the incident that contained the account, and is resolved now; empty when none did
 */
public record Unblocked(int lifted, Optional<String> resolved) {}

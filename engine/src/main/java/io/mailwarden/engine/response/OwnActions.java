package io.mailwarden.engine.response;

import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.response.block.Blocks;

/**
 * What the engine can do about incidents by itself.
 *
 * @param incidents to be answered
 * @param blocks restrict accounts
 * @param sessions ends their sessions
 */
public record OwnActions(Incidents incidents, Blocks blocks, SessionReaper sessions) {}

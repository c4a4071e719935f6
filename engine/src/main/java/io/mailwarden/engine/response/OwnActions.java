package io.mailwarden.engine.response;

import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.response.block.Blocks;

/**
 * The services of the engine that carry out responses without a mail server.
 *
 * @param incidents to be answered
 * @param blocks restrict accounts
 * @param sessions ends their sessions
 */
public record OwnActions(Incidents incidents, Blocks blocks, SessionReaper sessions) {}

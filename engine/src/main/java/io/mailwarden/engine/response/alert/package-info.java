/**
 * What tells administrators: who is told of what, how often, and the outbox that it leaves from. Knows what came before
 * a response, down to the incident, and nothing of how a channel works.
 */
@NullMarked
package io.mailwarden.engine.response.alert;

import org.jspecify.annotations.NullMarked;

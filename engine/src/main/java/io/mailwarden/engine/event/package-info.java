/**
 * The facts: what happened, when, to which account, from where. First of the flow; it knows nothing of what a fact
 * means.
 */
@NullMarked
package io.mailwarden.engine.event;

import org.jspecify.annotations.NullMarked;

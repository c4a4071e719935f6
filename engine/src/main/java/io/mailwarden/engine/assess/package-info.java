/**
 * The way of one event from the door to the log, the same for each kind: begin, locate, detect, correlate, decide,
 * record, learn.
 */
@NullMarked
package io.mailwarden.engine.assess;

import org.jspecify.annotations.NullMarked;

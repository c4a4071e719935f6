/**
 * The way of one event from the door to the log, the same for each kind: locate, begin, detect, correlate, decide,
 * file, learn, record.
 */
@NullMarked
package io.mailwarden.engine.assess;

import org.jspecify.annotations.NullMarked;

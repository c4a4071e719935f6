/**
 * The back-test: what changed settings would have raised, held and denied in a time that has passed, told from the event
 * log.
 */
@NullMarked
package io.mailwarden.engine.review.backtest;

import org.jspecify.annotations.NullMarked;

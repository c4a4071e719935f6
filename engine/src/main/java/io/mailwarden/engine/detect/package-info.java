/**
 * Pure rules: one file for each detector. No I/O, no clock, no logging.
 */
@NullMarked
package io.mailwarden.engine.detect;

import org.jspecify.annotations.NullMarked;

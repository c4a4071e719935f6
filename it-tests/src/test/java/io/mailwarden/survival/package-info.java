/**
 * What outlives kills, faults and restarts, seen from outside: nodes are real processes under load, and after each
 * start the books are audited. A further kind of thing that must not be lost is one more
 * {@link io.mailwarden.survival.Book}.
 */
@NullMarked
package io.mailwarden.survival;

import org.jspecify.annotations.NullMarked;

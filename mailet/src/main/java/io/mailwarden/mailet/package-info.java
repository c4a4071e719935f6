/**
 * Outbound mail: what an authenticated account submits becomes an event; what the verdict holds is kept, released or
 * deleted.
 */
@NullMarked
package io.mailwarden.mailet;

import org.jspecify.annotations.NullMarked;

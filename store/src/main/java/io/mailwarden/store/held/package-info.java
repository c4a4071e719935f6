/** Held messages, and what becomes of them. */
@NullMarked
package io.mailwarden.store.held;

import org.jspecify.annotations.NullMarked;

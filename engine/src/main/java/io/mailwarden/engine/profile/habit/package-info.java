/**
 * What one account does, in counts that fade: where, when and with what it logs in, what it sends to whom. Raises
 * nothing.
 */
@NullMarked
package io.mailwarden.engine.profile.habit;

import org.jspecify.annotations.NullMarked;

/**
 * The incidents: what was found about an account, in time, and its state.
 */
@NullMarked
package io.mailwarden.engine.incident;

import org.jspecify.annotations.NullMarked;

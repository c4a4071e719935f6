/**
 * Mail that waits for review: what is kept of it, what can be done with it, and the ports to where it is. Knows
 * incidents by their ids alone.
 */
@NullMarked
package io.mailwarden.engine.response.held;

import org.jspecify.annotations.NullMarked;

/**
 * Where an event came from. Knows events; not what is normal for whom.
 */
@NullMarked
package io.mailwarden.engine.origin;

import org.jspecify.annotations.NullMarked;

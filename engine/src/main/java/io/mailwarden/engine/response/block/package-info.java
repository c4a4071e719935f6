/**
 * Which accounts may not use the doors, and for how long. Asked by every step of every session, from memory alone.
 */
@NullMarked
package io.mailwarden.engine.response.block;

import org.jspecify.annotations.NullMarked;

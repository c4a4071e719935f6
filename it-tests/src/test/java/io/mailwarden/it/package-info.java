/**
 * The whole server over real sockets.
 */
@NullMarked
package io.mailwarden.it;

import org.jspecify.annotations.NullMarked;

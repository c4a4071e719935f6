/**
 * The live sessions of this node: who is connected, what was moved, and the means to end them. Doors register here;
 * what a connection is made of, only they know.
 */
@NullMarked
package io.mailwarden.engine.response.session;

import org.jspecify.annotations.NullMarked;

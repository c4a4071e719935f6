/**
 * The hand that wrote a message, read from it alone: which program, and how its Message-ID is made.
 */
@NullMarked
package io.mailwarden.engine.profile.hand;

import org.jspecify.annotations.NullMarked;

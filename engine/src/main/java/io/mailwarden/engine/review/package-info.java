/**
 * What an administrator sees and decides.
 */
@NullMarked
package io.mailwarden.engine.review;

import org.jspecify.annotations.NullMarked;

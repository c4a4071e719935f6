/** Settings that administrators change while the server runs, trying the ways to them, and what is left to set up. */
@NullMarked
package io.mailwarden.engine.review.setting;

import org.jspecify.annotations.NullMarked;

/**
 * What administrators do not want raised: safe networks and exceptions made, taken back, proposed, and applied to what is
 * open.
 */
@NullMarked
package io.mailwarden.engine.review.rules;

import org.jspecify.annotations.NullMarked;

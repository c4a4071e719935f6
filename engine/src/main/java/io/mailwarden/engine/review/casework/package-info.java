/** Who works on an incident, what was written about it, and what accounts did meanwhile. */
@NullMarked
package io.mailwarden.engine.review.casework;

import org.jspecify.annotations.NullMarked;

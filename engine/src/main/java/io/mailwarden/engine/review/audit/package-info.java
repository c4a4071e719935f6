/** Who did what as an administrator: the trail and its port. */
@NullMarked
package io.mailwarden.engine.review.audit;

import org.jspecify.annotations.NullMarked;

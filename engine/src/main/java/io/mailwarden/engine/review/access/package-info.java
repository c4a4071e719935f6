/** Who may look into the console: users, their second factor, their sign-ins, and the port that keeps them. */
@NullMarked
package io.mailwarden.engine.review.access;

import org.jspecify.annotations.NullMarked;

/** What an account's owner is told of logins of a new kind, and the one thing that he may do about it: lock. */
@NullMarked
package io.mailwarden.engine.review.owner;

import org.jspecify.annotations.NullMarked;

/** What owners are told of logins of a new kind, and the links by which they lock, in SQL. */
@NullMarked
package io.mailwarden.store.owner;

import org.jspecify.annotations.NullMarked;

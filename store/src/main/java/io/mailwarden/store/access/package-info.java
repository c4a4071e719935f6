/** Who may look into the console, and what was done there, in SQL. */
@NullMarked
package io.mailwarden.store.access;

import org.jspecify.annotations.NullMarked;

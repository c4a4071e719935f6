/** Safe networks and exceptions in SQL. */
@NullMarked
package io.mailwarden.store.rule;

import org.jspecify.annotations.NullMarked;

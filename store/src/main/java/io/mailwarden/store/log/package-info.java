/** The event log, which several nodes append to and follow. */
@NullMarked
package io.mailwarden.store.log;

import org.jspecify.annotations.NullMarked;

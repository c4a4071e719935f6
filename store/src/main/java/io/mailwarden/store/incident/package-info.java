/** Incidents, with their findings and parts. */
@NullMarked
package io.mailwarden.store.incident;

import org.jspecify.annotations.NullMarked;

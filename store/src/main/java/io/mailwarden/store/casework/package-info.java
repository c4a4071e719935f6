/** What administrators write about incidents, and counts of what happened. */
@NullMarked
package io.mailwarden.store.casework;

import org.jspecify.annotations.NullMarked;

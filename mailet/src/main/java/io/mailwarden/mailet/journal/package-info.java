/** The sent journal: rows in the store, bytes in James's blob store or in a folder. */
@NullMarked
package io.mailwarden.mailet.journal;

import org.jspecify.annotations.NullMarked;

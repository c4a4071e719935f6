/** The journal of delivered mail, and re-scans of it. */
@NullMarked
package io.mailwarden.store.rescan;

import org.jspecify.annotations.NullMarked;

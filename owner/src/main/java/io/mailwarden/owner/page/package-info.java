/**
 * The page behind an owner's link, and the listener that serves it and nothing else: one request for each connection,
 * small and within seconds.
 */
@NullMarked
package io.mailwarden.owner.page;

import org.jspecify.annotations.NullMarked;

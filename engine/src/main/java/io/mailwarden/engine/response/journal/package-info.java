/**
 * What each account sent of late, kept so that it can be looked at again: rows in a store, bytes wherever the adapter
 * has room. Knows nothing of what is done with it.
 */
@NullMarked
package io.mailwarden.engine.response.journal;

import org.jspecify.annotations.NullMarked;

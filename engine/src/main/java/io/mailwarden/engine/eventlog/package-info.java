/**
 * The event log: what an entry holds, the port that keeps entries, and how far one has been read. What is known of
 * accounts is made of it, and it knows nothing of them.
 */
@NullMarked
package io.mailwarden.engine.eventlog;

import org.jspecify.annotations.NullMarked;

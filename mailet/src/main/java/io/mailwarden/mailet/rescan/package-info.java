/**
 * The re-scan inside James: the task, the queues and mailboxes where copies are, and the notice to those who got one.
 */
@NullMarked
package io.mailwarden.mailet.rescan;

import org.jspecify.annotations.NullMarked;

/**
 * The second look at what a taken-over account sent of late: which of it is malicious, where its copies are, and what
 * was done about them. Decides; the adapters reach the queues, mailboxes and bytes.
 */
@NullMarked
package io.mailwarden.engine.response.rescan;

import org.jspecify.annotations.NullMarked;

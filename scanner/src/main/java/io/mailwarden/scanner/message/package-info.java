/**
 * Reading what a stranger wrote: from the bytes of a message to the few facts that the engine needs. Needs no running
 * mail server.
 */
@NullMarked
package io.mailwarden.scanner.message;

import org.jspecify.annotations.NullMarked;

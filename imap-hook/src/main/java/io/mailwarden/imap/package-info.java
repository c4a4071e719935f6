/**
 * The IMAP door: every LOGIN and AUTHENTICATE becomes a {@link io.mailwarden.engine.event.Login}, an ID that comes
 * after it a {@link io.mailwarden.engine.event.ClientSeen}, a rejected login is answered as a wrong password is, and
 * every session that may read is listed, and stopped when its account is blocked. It knows the door kit, the engine and
 * James's IMAP server, and no other door.
 */
@NullMarked
package io.mailwarden.imap;

import org.jspecify.annotations.NullMarked;

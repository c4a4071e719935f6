/**
 * The SMTP door: every AUTH becomes a {@link io.mailwarden.engine.event.Login}, and a rejected one is answered as a
 * wrong password is; every session that may send is listed, and stopped when its account is blocked. It knows the
 * door kit, the engine and James's SMTP server, and no other door.
 */
@NullMarked
package io.mailwarden.smtp;

import org.jspecify.annotations.NullMarked;

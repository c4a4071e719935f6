/**
 * What every door needs, whatever its protocol: logins told to the warden and answered ({@link
 * io.mailwarden.door.Authentications}), live sessions listed, counted and stopped where their bytes pass ({@link
 * io.mailwarden.door.LiveSessions}), listeners that the audit knows ({@link io.mailwarden.door.WatchedListener}). A
 * protocol maps its own session to a {@link io.mailwarden.door.ClientConnection}. It knows the engine and Netty, and
 * no protocol.
 */
@NullMarked
package io.mailwarden.door;

import org.jspecify.annotations.NullMarked;

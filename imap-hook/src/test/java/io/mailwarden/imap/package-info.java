/** Tests of the IMAP door, over sockets. */
@NullMarked
package io.mailwarden.imap;

import org.jspecify.annotations.NullMarked;

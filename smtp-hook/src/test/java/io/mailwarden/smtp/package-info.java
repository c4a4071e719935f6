/** Tests of the SMTP door, over sockets. */
@NullMarked
package io.mailwarden.smtp;

import org.jspecify.annotations.NullMarked;

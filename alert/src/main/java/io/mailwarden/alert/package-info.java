/** The ways to administrators: mail, webhook and syslog. Knows the engine, and of James nothing but mail messages. */
@NullMarked
package io.mailwarden.alert;

import org.jspecify.annotations.NullMarked;

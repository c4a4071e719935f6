/**
 * Looking for phishing, fraud and malware in a message: an own scanner, and Rspamd and ClamAV where there are any.
 * Needs no running mail server.
 */
@NullMarked
package io.mailwarden.scanner;

import org.jspecify.annotations.NullMarked;

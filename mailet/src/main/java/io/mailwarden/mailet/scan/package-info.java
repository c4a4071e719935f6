/**
 * Looking for phishing, fraud and malware in a message: an own scanner, and Rspamd and ClamAV where there are any. Needs no
 * running mail server.
 */
@NullMarked
package io.mailwarden.mailet.scan;

import org.jspecify.annotations.NullMarked;

/** The own scanner: one check for each kind of sign of phishing, fraud and malware. Asks nobody. */
@NullMarked
package io.mailwarden.scanner.signs;

import org.jspecify.annotations.NullMarked;

/**
 * What James's own files say, read without James, and what they lack for Mailwarden. The same code audits a folder for
 * {@code check} and a server at its start.
 */
@NullMarked
package io.mailwarden.settings.james;

import org.jspecify.annotations.NullMarked;

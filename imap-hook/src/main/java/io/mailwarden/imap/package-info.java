/** The imap adapter. */
@NullMarked
package io.mailwarden.imap;

import org.jspecify.annotations.NullMarked;

/** The smtp adapter. */
@NullMarked
package io.mailwarden.smtp;

import org.jspecify.annotations.NullMarked;

/** The mailet adapter. */
@NullMarked
package io.mailwarden.mailet;

import org.jspecify.annotations.NullMarked;

/** Tests of: The quality bench. */
@NullMarked
package io.mailwarden.plugin.quality;

import org.jspecify.annotations.NullMarked;

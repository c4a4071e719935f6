/** Tests of: Made-up histories. */
@NullMarked
package io.mailwarden.plugin.quality.history;

import org.jspecify.annotations.NullMarked;

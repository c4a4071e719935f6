/** The wiring of notices to owners. */
@NullMarked
package io.mailwarden.plugin.owner;

import org.jspecify.annotations.NullMarked;

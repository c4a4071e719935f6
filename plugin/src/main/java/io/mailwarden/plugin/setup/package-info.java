/** What is left to set up on this server. */
@NullMarked
package io.mailwarden.plugin.setup;

import org.jspecify.annotations.NullMarked;

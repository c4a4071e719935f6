/**
 * The admin API under James's WebAdmin: what the engine's review shows and decides, as JSON, for those who may.
 */
@NullMarked
package io.mailwarden.admin;

import org.jspecify.annotations.NullMarked;

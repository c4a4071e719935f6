/** Histories of events without takeovers: recorded ones, and those of an organisation that never was. */
@NullMarked
package io.mailwarden.plugin.quality.history;

import org.jspecify.annotations.NullMarked;

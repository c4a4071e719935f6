/** Histories of events without takeovers: recorded ones, and those of a company that never was. */
@NullMarked
package io.mailwarden.plugin.quality.history;

import org.jspecify.annotations.NullMarked;

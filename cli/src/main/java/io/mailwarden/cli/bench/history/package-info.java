/** Histories of events without takeovers: recorded ones, and those of a company that never was. */
@NullMarked
package io.mailwarden.cli.bench.history;

import org.jspecify.annotations.NullMarked;

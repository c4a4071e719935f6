/** The back-test inside James: its task, its engines, and what goes before it. */
@NullMarked
package io.mailwarden.plugin.backtest;

import org.jspecify.annotations.NullMarked;

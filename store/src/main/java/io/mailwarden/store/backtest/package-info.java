/** The back-tests in SQL. */
@NullMarked
package io.mailwarden.store.backtest;

import org.jspecify.annotations.NullMarked;

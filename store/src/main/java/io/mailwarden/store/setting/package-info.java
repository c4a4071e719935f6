/** Changed settings, in an SQL database. */
@NullMarked
package io.mailwarden.store.setting;

import org.jspecify.annotations.NullMarked;

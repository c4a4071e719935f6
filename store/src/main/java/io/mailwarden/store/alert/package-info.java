/** The outbox of alerts. */
@NullMarked
package io.mailwarden.store.alert;

import org.jspecify.annotations.NullMarked;

/** The outbox: alerts that wait in the store until every channel has them. */
@NullMarked
package io.mailwarden.alert.outbox;

import org.jspecify.annotations.NullMarked;

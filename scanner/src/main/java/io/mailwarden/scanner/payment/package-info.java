/** Where a message says that money is to go. */
@NullMarked
package io.mailwarden.scanner.payment;

import org.jspecify.annotations.NullMarked;

/** What was done about accounts: blocks, modes, and the responses that were carried out. */
@NullMarked
package io.mailwarden.store.block;

import org.jspecify.annotations.NullMarked;

/** What an account's owner is told of logins of a new kind: when, in which words, and with which link. */
@NullMarked
package io.mailwarden.owner;

import org.jspecify.annotations.NullMarked;

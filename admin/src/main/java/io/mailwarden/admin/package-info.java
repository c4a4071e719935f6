/** The admin adapter. */
@NullMarked
package io.mailwarden.admin;

import org.jspecify.annotations.NullMarked;

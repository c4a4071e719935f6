/** Who may use the admin API and the console: tokens, sign-ins with a second factor, and who asks. */
@NullMarked
package io.mailwarden.admin.access;

import org.jspecify.annotations.NullMarked;

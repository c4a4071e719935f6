/** The routes of settings, of tests of alerts, and of what is left to set up. */
@NullMarked
package io.mailwarden.admin.setup;

import org.jspecify.annotations.NullMarked;

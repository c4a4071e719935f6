/** Routes for comments on incidents, who works on them, time lines, and who else may act for an account. */
@NullMarked
package io.mailwarden.admin.casework;

import org.jspecify.annotations.NullMarked;

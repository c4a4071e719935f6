/**
 * What all accounts do together: what is common, what they link to, which messages are unlike the others. Knows no
 * single profile.
 */
@NullMarked
package io.mailwarden.engine.profile.organisation;

import org.jspecify.annotations.NullMarked;

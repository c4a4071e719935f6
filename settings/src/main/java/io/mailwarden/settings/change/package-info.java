/** What administrators may change of the settings while the server runs, above the file. */
@NullMarked
package io.mailwarden.settings.change;

import org.jspecify.annotations.NullMarked;

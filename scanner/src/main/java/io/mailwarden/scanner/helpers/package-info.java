/** Other scanners that are asked where there are any: Rspamd and ClamAV. None of them can fail a scan. */
@NullMarked
package io.mailwarden.scanner.helpers;

import org.jspecify.annotations.NullMarked;

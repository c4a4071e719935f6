/** What a message shows its reader: text, links and where they lead, attached files. Assesses nothing. */
@NullMarked
package io.mailwarden.scanner.content;

import org.jspecify.annotations.NullMarked;

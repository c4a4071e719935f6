/**
 * MIME as mail programs read it: what Mime4j leaves undone of its grammar, and the slips and old forms that programs forgive.
 * Decodes and repairs; knows nothing of what a message means. All of it takes time that grows with the length alone.
 */
@NullMarked
package io.mailwarden.scanner.mime;

import org.jspecify.annotations.NullMarked;

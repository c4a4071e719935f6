/** Holding mail in a repository of James: what is held, released, deleted or quarantined, and what a crash leaves. */
@NullMarked
package io.mailwarden.mailet.held;

import org.jspecify.annotations.NullMarked;

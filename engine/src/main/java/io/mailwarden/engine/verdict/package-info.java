/**
 * From anomalies to the inline answer. Knows nothing of mail servers.
 */
@NullMarked
package io.mailwarden.engine.verdict;

import org.jspecify.annotations.NullMarked;

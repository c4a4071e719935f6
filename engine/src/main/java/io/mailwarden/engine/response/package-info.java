/**
 * What is done about it: ports that the adapters implement.
 */
@NullMarked
package io.mailwarden.engine.response;

import org.jspecify.annotations.NullMarked;

/**
 * What any package of the engine may need: alarms, text, checks of arguments, periodic tasks, bytes of snapshots. Knows
 * nothing of mail.
 */
@NullMarked
package io.mailwarden.engine.support;

import org.jspecify.annotations.NullMarked;

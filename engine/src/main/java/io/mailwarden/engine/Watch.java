package io.mailwarden.engine;

import io.mailwarden.engine.event.Alarms;
import java.time.Clock;

/**
 * What everything in the engine looks at, and shouts into.
 *
 * @param alarms what is wrong with Mailwarden itself
 * @param clock the time
 */
record Watch(Alarms alarms, Clock clock) {}

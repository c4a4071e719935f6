/**
 * The detectors that look at who a message says wrote it, where it wants its answers, and what it makes of the thread that it
 * answers; {@link io.mailwarden.engine.detect.conversation.ConversationDetectors} makes them.
 */
@NullMarked
package io.mailwarden.engine.detect.conversation;

import org.jspecify.annotations.NullMarked;

/**
 * What the doors whose connections are Netty channels have in common: a live session's bytes are counted where they pass,
 * and stopped there. It knows the engine and Netty, and no protocol.
 */
@NullMarked
package io.mailwarden.channel;

import org.jspecify.annotations.NullMarked;

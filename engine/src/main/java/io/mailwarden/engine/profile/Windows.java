package io.mailwarden.engine.profile;

import java.time.Duration;

/**
 * Over which times sending is counted.
 *
 * @param messages for submission bursts
 * @param fresh for never-seen recipients
 */
public record Windows(Duration messages, Duration fresh) {}

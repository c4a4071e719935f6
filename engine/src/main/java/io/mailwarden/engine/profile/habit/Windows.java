package io.mailwarden.engine.profile.habit;

import java.time.Duration;

/**
 * The time windows over which sending is counted.
 *
 * @param messages for submission bursts
 * @param fresh for never-seen recipients
 * @param strange for messages to strangers alone
 */
public record Windows(Duration messages, Duration fresh, Duration strange) {}

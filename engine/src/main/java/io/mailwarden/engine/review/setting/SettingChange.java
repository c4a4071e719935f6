package io.mailwarden.engine.review.setting;

import java.time.Instant;

/**
 * A setting that an administrator has changed: its value holds instead of the file's.
 *
 * @param key such as policy.mode
 * @param value as it would be written in the file
 * @param why what the administrator says of it; may be empty
 * @param by the administrator
 */
public record SettingChange(String key, String value, String why, String by, Instant at) {}

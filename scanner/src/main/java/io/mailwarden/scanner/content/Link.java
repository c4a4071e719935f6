package io.mailwarden.scanner.content;

/**
 * One link that a reader can follow.
 *
 * @param text what is shown, cut; empty for an image
 * @param target what it opens, with wrappers of other scanners taken off
 * @param host where that is; lower case
 * @param domain registrable domain of the host, or the host where there is none
 */
public record Link(String text, String target, String host, String domain) {}

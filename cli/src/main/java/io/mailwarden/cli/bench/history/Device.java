package io.mailwarden.cli.bench.history;

/**
 * A mail client and the network that it connects from.
 *
 * @param from where
 * @param client what it says it is, as in an event line; empty when it says nothing
 */
public record Device(From from, String client) {}

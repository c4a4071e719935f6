package io.mailwarden.engine.profile;

/**
 * An entry in its place in the event log.
 *
 * @param node number of the node that wrote it
 * @param sequence ascends within a node, from 1
 * @param entry what it says
 */
public record Logged(int node, long sequence, LogEntry entry) {}

package io.mailwarden.engine.eventlog;

/**
 * An entry in its place in the event log.
 *
 * @param node number of the node that wrote it
 * @param sequence ascends within a node, from 1
 * @param entry what it says
 */
public record LoggedEntry(int node, long sequence, LogEntry entry) {}

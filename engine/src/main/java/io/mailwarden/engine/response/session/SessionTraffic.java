package io.mailwarden.engine.response.session;

/**
 * What went through a session, without TLS and compression.
 *
 * @param bytesReceived what its client has sent, in bytes
 * @param bytesSent what it was sent, in bytes
 * @param messages messages that it submitted, stored or fetched
 */
public record SessionTraffic(long bytesReceived, long bytesSent, long messages) {}

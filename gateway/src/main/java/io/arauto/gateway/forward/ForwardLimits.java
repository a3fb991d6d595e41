package io.arauto.gateway.forward;

import java.time.Duration;

/**
 * What passing on may cost a node.
 *
 * @param underWay the most requests and WebSockets at a time
 * @param maxPayload the most bytes of one polling request
 * @param silence after which a node that says nothing counts as gone; longer than a poll lasts
 * @param keepAlive for how long a connection to a node is kept unused: for less than that one keeps it, so that none is closed at the moment of
 *     its use
 */
public record ForwardLimits(int underWay, int maxPayload, Duration silence, Duration keepAlive) {}

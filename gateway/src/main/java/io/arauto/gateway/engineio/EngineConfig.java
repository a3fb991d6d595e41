package io.arauto.gateway.engineio;

import java.time.Duration;
import java.util.Set;

/**
 * How the transports behave.
 *
 * @param path where they are served, with a slash at both ends
 * @param farewellTimeout how long what is still to be said is kept for a polling client whose connection was closed
 * @param maxPayload the most bytes of one message or polling request
 * @param sendQueueBytes the most bytes that may wait to be read by one client
 * @param perMessageDeflate whether messages over WebSockets may be compressed
 * @param origins the web origins that may connect; {@code *} for all, empty for none but clients that send no Origin
 * @param proxies who is believed when they say for whom a request is
 */
public record EngineConfig(
        String path,
        Duration pingInterval,
        Duration pingTimeout,
        Duration upgradeTimeout,
        Duration farewellTimeout,
        int maxPayload,
        int sendQueueBytes,
        boolean perMessageDeflate,
        Set<String> origins,
        TrustedProxies proxies) {}

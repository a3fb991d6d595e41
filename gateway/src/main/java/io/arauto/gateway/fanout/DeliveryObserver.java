package io.arauto.gateway.fanout;

import io.arauto.broker.TopicMessage;

/** Told, for figures, when an event loop has passed a message on; from any event loop, for every message. */
@FunctionalInterface
public interface DeliveryObserver {
    /** @param now in milliseconds since 1970: when the loop turned to the batch that the message came with */
    void delivered(TopicMessage message, int receivers, long now);

    /** Tells both. */
    default DeliveryObserver and(DeliveryObserver other) {
        return (message, receivers, now) -> {
            delivered(message, receivers, now);
            other.delivered(message, receivers, now);
        };
    }
}

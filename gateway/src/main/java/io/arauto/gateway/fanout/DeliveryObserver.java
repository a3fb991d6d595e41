package io.arauto.gateway.fanout;

import io.arauto.broker.TopicMessage;

/** Told, for figures, when an event loop has passed a message on; from any event loop, for every message. */
@FunctionalInterface
public interface DeliveryObserver {
    void delivered(TopicMessage message, int receivers);

    /** Tells both. */
    default DeliveryObserver and(DeliveryObserver other) {
        return (message, receivers) -> {
            delivered(message, receivers);
            other.delivered(message, receivers);
        };
    }
}

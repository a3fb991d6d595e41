package io.arauto.gateway.fanout;

import io.arauto.broker.TopicMessage;
import io.arauto.trace.Traces;
import java.util.Locale;

/** Tells, as part of its trace, of each traced event that an event loop has handed to its sockets. */
public record TracedDelivery(Traces traces) implements DeliveryObserver {
    @Override
    public void delivered(TopicMessage message, int receivers, long now) {
        if (message instanceof TopicMessage.Traced step && receivers > 0) {
            var topic = step.address().topic().kind().name().toLowerCase(Locale.ROOT);
            traces.tell("deliver " + topic, step.trace(), step.received(), false);
        }
    }
}

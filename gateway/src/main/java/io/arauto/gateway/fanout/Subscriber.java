package io.arauto.gateway.fanout;

import io.arauto.broker.TopicMessage;
import io.arauto.gateway.event.EventContent;
import io.arauto.gateway.socketio.OutboundPacket;
import io.vertx.core.json.JsonObject;

/** One that listens to topics on this node. All calls come on its own event loop, in the order of publication. */
public interface Subscriber {
    /**
     * @param content what it says, worked out at most once for all subscribers of the loop
     * @param packet the event's bytes, shared by them too
     */
    void onEvent(TopicMessage.Event event, EventContent content, OutboundPacket packet);

    void onEphemeral(TopicMessage.Ephemeral event, OutboundPacket packet);

    void onCommand(JsonObject command);

    /** Events were missed that can't be got again here; only a resume can tell what they were. */
    void onGap();
}

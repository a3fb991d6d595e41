package io.arauto.broker;

import java.util.List;

/** Gets all that a node is subscribed to. Called on one context; must not block. */
public interface TopicListener {
    /** All that arrived in one event-loop tick. Events of a tenant come in order of id, each once. */
    void onMessages(List<TopicMessage> batch);

    /** Events of this topic were missed and are not in its hot log any more. */
    void onUnrepairable(TopicAddress topic);
}

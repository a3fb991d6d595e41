package io.arauto.gateway.channel;

import io.arauto.broker.Topic;
import java.util.List;

/**
 * Where chat messages go: a channel or two users.
 *
 * @param channel the name that history is filed under
 * @param topics all that logs its messages, the conversation's own first
 * @param audience those of the topics that its readers listen to
 */
public record Conversation(String channel, List<Topic> topics, List<Topic> audience) {
    static Conversation in(Channel channel) {
        var topic = List.of(Topic.channel(channel.name()));
        return new Conversation(channel.name(), topic, topic);
    }

    static Conversation of(DirectChannel direct) {
        return new Conversation(direct.name(), direct.topics(), direct.members());
    }
}

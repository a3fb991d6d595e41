package io.arauto.gateway.channel;

import io.arauto.broker.Topic;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.session.ListeningRights;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who may listen to which topic. A module is guarded by the channel of the same name, if there is one; any other module is open to
 * the tenant.
 */
public final class TopicRights implements ListeningRights {
    private final Channels channels;

    public TopicRights(Channels channels) {
        this.channels = channels;
    }

    @Override
    public boolean mayListen(Identity user, Topic topic) {
        return switch (topic.kind()) {
            case CHANNEL ->
                channels.find(topic.name())
                        .filter(channel -> channel.readableBy(user))
                        .isPresent();
            case USER -> topic.name().equals(user.userId());
            case PRESENCE, LOCK -> true;
            case MODULE ->
                channels.find(topic.name())
                        .map(channel -> channel.readableBy(user))
                        .orElse(true);
        };
    }

    public boolean mayPublish(Identity user, Topic module) {
        return channels.find(module.name())
                .map(channel -> channel.writableBy(user))
                .orElse(true);
    }

    /** Its own topic and all channels it may read. */
    @Override
    public Set<Topic> automatic(Identity user) {
        var topics = new LinkedHashSet<Topic>();
        topics.add(Topic.user(user.userId()));
        channels.readableBy(user).forEach(channel -> topics.add(Topic.channel(channel.name())));
        return topics;
    }
}

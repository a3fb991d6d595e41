package io.arauto.gateway.channel;

import io.arauto.broker.Topic;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.session.ListeningRights;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.Optional;
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
    public Future<Void> prepare(Identity user) {
        return channels.prepare(user.tenant());
    }

    @Override
    public boolean mayListen(Identity user, Topic topic) {
        return switch (topic.kind()) {
            case CHANNEL ->
                channels.find(user.tenant(), topic.name())
                        .filter(channel -> channel.readableBy(user))
                        .isPresent();
            case USER -> topic.name().equals(user.userId());
            case PRESENCE, LOCK, TENANT -> true;
            case MODULE ->
                guard(user, topic).map(channel -> channel.readableBy(user)).orElse(true);
        };
    }

    public boolean mayPublish(Identity user, Topic module) {
        return guard(user, module).map(channel -> channel.writableBy(user)).orElse(true);
    }

    /** No group, which anyone may make: that would shut others out of a module. */
    private Optional<Channel> guard(Identity user, Topic module) {
        return channels.find(user.tenant(), module.name()).filter(channel -> !channel.isGroup());
    }

    /** Its own topic and all channels it may read. */
    @Override
    public Set<Topic> automatic(Identity user) {
        var topics = new LinkedHashSet<Topic>();
        topics.add(Topic.user(user.userId()));
        channels.of(user).forEach(channel -> topics.add(Topic.channel(channel.name())));
        return topics;
    }
}

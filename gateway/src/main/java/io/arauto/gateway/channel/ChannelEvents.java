package io.arauto.gateway.channel;

import io.arauto.broker.Topic;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.rest.ApiAnswer;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionMembership;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code channel:list}, {@code channel:join} and {@code channel:leave}. */
public final class ChannelEvents {
    private final Channels channels;
    private final ChannelSummaries summaries;
    private final SessionMembership membership;

    public ChannelEvents(Channels channels, ChannelSummaries summaries, SessionMembership membership) {
        this.channels = channels;
        this.summaries = summaries;
        this.membership = membership;
    }

    public void register(EventRouter<Session> events) {
        events.on("channel:list", (session, _) -> list(session.identity()))
                .on("channel:join", this::join)
                .on("channel:leave", this::leave);
    }

    public void register(RestApi api) {
        api.get("/channels", request -> list(request.caller()).map(ApiAnswer::ok));
    }

    private Future<JsonObject> list(Identity reader) {
        return summaries.of(reader).map(list -> new JsonObject().put("channels", list));
    }

    private Future<JsonObject> join(Session session, Payload payload) {
        var channel = channels.readable(session.identity(), Conversations.channelName(payload));
        return membership
                .join(session, Topic.channel(channel.name()))
                .map(lastId -> new JsonObject().put("channel", channel.name()).put("lastId", lastId.toString()));
    }

    private Future<JsonObject> leave(Session session, Payload payload) {
        var channel = channels.readable(session.identity(), Conversations.channelName(payload));
        return membership
                .leave(session, Topic.channel(channel.name()))
                .map(lastId -> new JsonObject().put("channel", channel.name()).put("lastId", lastId.toString()));
    }
}

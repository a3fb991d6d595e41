package io.arauto.gateway.channel;

import io.arauto.broker.Publisher;
import io.arauto.broker.Topic;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.definition.Definitions;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.rest.ApiAnswer;
import io.arauto.gateway.rest.ApiRequest;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.rest.Snapshots;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionMembership;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The events {@code channel:…}, and the administration of channels by REST. */
public final class ChannelEvents {
    private final Channels channels;
    private final ChannelSummaries summaries;
    private final SessionMembership membership;
    private final ChannelAdministration administration;
    private final Groups groups;

    public ChannelEvents(
            Channels channels,
            Definitions definitions,
            Publisher publisher,
            ChannelSummaries summaries,
            SessionMembership membership) {
        var registry = new ChannelRegistry(channels, definitions, publisher);
        this.channels = channels;
        this.summaries = summaries;
        this.membership = membership;
        this.administration = new ChannelAdministration(channels, registry);
        this.groups = new Groups(registry);
    }

    public void register(EventRouter<Session> events) {
        events.on("channel:list", (session, _) -> list(session.identity()))
                .on("channel:join", this::join)
                .on("channel:leave", this::leave)
                .on("channel:create", (session, payload) -> groups.create(session.identity(), payload))
                .on("channel:invite", (session, payload) -> groups.invite(session.identity(), payload))
                .on("channel:remove", (session, payload) -> groups.remove(session.identity(), payload));
    }

    public void register(RestApi api, Snapshots snapshots) {
        api.get("/channels", snapshots.of(request -> all(request.caller()).map(ApiAnswer::ok)))
                .get("/channels/{name}", this::get)
                .put("/channels/{name}", this::put)
                .delete(
                        "/channels/{name}",
                        request -> administration
                                .delete(request.caller(), request.path("name"))
                                .map(ApiAnswer.nothing()));
    }

    private Future<JsonObject> list(Identity reader) {
        return summaries.of(reader).map(list -> new JsonObject().put("channels", list));
    }

    /** Administrators see also what is not theirs. */
    private Future<JsonObject> all(Identity reader) {
        return summaries
                .of(reader)
                .map(list -> new JsonObject().put("channels", list.addAll(administration.others(reader))));
    }

    private Future<ApiAnswer> get(ApiRequest request) {
        return Future.succeededFuture(ApiAnswer.ok(administration.get(request.caller(), request.path("name"))));
    }

    private Future<ApiAnswer> put(ApiRequest request) {
        return administration
                .put(request.caller(), request.path("name"), request.body())
                .map(edited -> {
                    var channel = edited.after().orElseThrow().toJson();
                    return edited.before().isPresent() ? ApiAnswer.ok(channel) : ApiAnswer.created(channel);
                });
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

package io.arauto.gateway.sync;

import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.Publisher;
import io.arauto.broker.Topic;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.channel.TopicRights;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.OutgoingEvent;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.rest.ApiAnswer;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionMembership;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code data-sync} and its subscriptions: grids, forms and dashboards that show a module refresh when its data changes. */
public final class DataSync {
    private static final List<String> ACTIONS = List.of("create", "update", "delete");

    private final TopicRights rights;
    private final SessionMembership membership;
    private final Publisher publisher;

    public DataSync(TopicRights rights, SessionMembership membership, Publisher publisher) {
        this.rights = rights;
        this.membership = membership;
        this.publisher = publisher;
    }

    public void register(EventRouter<Session> events) {
        events.on("data-sync", (session, payload) -> publish(session.identity(), payload))
                .on("data-sync:subscribe", this::subscribe)
                .on("data-sync:unsubscribe", this::unsubscribe);
    }

    public void register(RestApi api) {
        api.post(
                "/data-sync",
                request -> publish(request.caller(), request.body()).map(ApiAnswer::accepted));
    }

    /** {@code {module, action, data, record?, version?, clientMsgId?}} → {@code {id}}. */
    public Future<JsonObject> publish(Identity author, Payload payload) {
        var module = module(payload);
        if (!rights.mayPublish(author, module)) {
            throw Refusal.forbidden("no permission for module " + module.name());
        }
        var change = new JsonObject()
                .put("module", module.name())
                .put("action", payload.oneOf("action", ACTIONS))
                .put("data", payload.value("data").orElse(null));
        payload.scalar("record").ifPresent(record -> change.put("record", record));
        payload.scalar("version").ifPresent(version -> change.put("version", version));
        change.put("user", author.author());
        var publication = Publication.of(
                        author.tenant(), List.of(module), EventKind.SYNC, OutgoingEvent.created("data-sync", change))
                .limited(author.userId(), author.messagesPerMinute());
        return publisher
                .publish(payload.clientKey("clientMsgId")
                        .map(key -> publication.once(author.userId(), "data-sync:" + module.name() + ':' + key))
                        .orElse(publication))
                .map(published -> new JsonObject().put("id", published.id().toString()));
    }

    private Future<JsonObject> subscribe(Session session, Payload payload) {
        var module = module(payload);
        if (!rights.mayListen(session.identity(), module)) {
            throw Refusal.forbidden("no permission for module " + module.name());
        }
        return membership.join(session, module).map(lastId -> answer(module).put("lastId", lastId.toString()));
    }

    private Future<JsonObject> unsubscribe(Session session, Payload payload) {
        var module = module(payload);
        return membership.leave(session, module).map(lastId -> answer(module).put("lastId", lastId.toString()));
    }

    private static JsonObject answer(Topic module) {
        return new JsonObject().put("module", module.name());
    }

    private static Topic module(Payload payload) {
        return Topic.module(payload.name("module", Topic::isName, "a module name: a-z 0-9 _ . : -"));
    }
}

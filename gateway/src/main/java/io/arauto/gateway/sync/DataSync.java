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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code data-sync} and its subscriptions: grids, forms and dashboards that show a module refresh when its data changes. */
public final class DataSync {
    private static final List<String> ACTIONS = List.of("create", "update", "delete");
    private static final int MOST_CHANGES = 500;

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

    /**
     * {@code {module, action, data, record?, version?, clientMsgId?}} → {@code {id}}; or {@code {module, changes, clientMsgId?}} with several of
     * {@code {action, data, record?, version?}} → {@code {id, ids}}, the last one's id and those of all.
     */
    public Future<JsonObject> publish(Identity author, Payload payload) {
        var module = module(payload);
        if (!rights.mayPublish(author, module)) {
            throw Refusal.forbidden("no permission for module " + module.name());
        }
        var key = payload.clientKey("clientMsgId");
        if (!payload.has("changes")) {
            return publish(author, module, change(author, module, payload), key)
                    .map(id -> new JsonObject().put("id", id));
        }
        return publishAll(author, module, changes(author, module, payload), key);
    }

    /** Nothing is published when one of them is wrong. */
    private static List<JsonObject> changes(Identity author, Topic module, Payload payload) {
        var changes = payload.objects("changes", MOST_CHANGES).stream()
                .map(change -> change(author, module, change))
                .toList();
        if (changes.isEmpty() || payload.has("action")) {
            throw Refusal.invalid("changes", "one to " + MOST_CHANGES + " objects, and no action beside them");
        }
        return changes;
    }

    /** They are on their way together; Redis takes them in the order in which they were sent. */
    private Future<JsonObject> publishAll(
            Identity author, Topic module, List<JsonObject> changes, Optional<String> key) {
        var published = new ArrayList<Future<String>>();
        for (var change : changes) {
            var number = published.size();
            published.add(publish(author, module, change, key.map(it -> it + ':' + number)));
        }
        return Future.all(published).map(all -> {
            var ids = new JsonArray(all.list());
            return new JsonObject().put("id", ids.getString(ids.size() - 1)).put("ids", ids);
        });
    }

    private static JsonObject change(Identity author, Topic module, Payload payload) {
        var change = new JsonObject()
                .put("module", module.name())
                .put("action", payload.oneOf("action", ACTIONS))
                .put("data", payload.value("data").orElse(null));
        payload.scalar("record").ifPresent(record -> change.put("record", record));
        payload.scalar("version").ifPresent(version -> change.put("version", version));
        return change.put("user", author.author());
    }

    private Future<String> publish(Identity author, Topic module, JsonObject change, Optional<String> key) {
        var publication = Publication.of(
                        author.tenant(), List.of(module), EventKind.SYNC, OutgoingEvent.created("data-sync", change))
                .limited(author.userId(), author.messagesPerMinute());
        return publisher
                .publish(key.map(it -> publication.once(author.userId(), "data-sync:" + module.name() + ':' + it))
                        .orElse(publication))
                .map(published -> published.id().toString());
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

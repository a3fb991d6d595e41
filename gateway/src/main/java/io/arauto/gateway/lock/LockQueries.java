package io.arauto.gateway.lock;

import io.arauto.broker.EventId;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.lock.Lock;
import io.arauto.broker.lock.LockList;
import io.arauto.broker.lock.LockPrefix;
import io.arauto.broker.lock.Resource;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionMembership;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** {@code lock:get}, {@code lock:subscribe} and {@code lock:unsubscribe}: who edits what, now and from now on. */
final class LockQueries {
    private static final int MOST = 1_000;

    private final LockList list;
    private final SessionMembership membership;

    LockQueries(LockList list, SessionMembership membership) {
        this.list = list;
        this.membership = membership;
    }

    void register(EventRouter<Session> events) {
        events.on("lock:get", (session, payload) -> get(session.identity().tenant(), payload))
                .on("lock:subscribe", this::subscribe)
                .on("lock:unsubscribe", this::unsubscribe);
    }

    Future<Optional<Lock>> find(Tenant tenant, Resource resource) {
        return list.of(tenant, resource);
    }

    /** {@code {resource}} or {@code {prefix, after?, limit?}} → {@code {locks, next?}}, in order of name. */
    Future<JsonObject> get(Tenant tenant, Payload payload) {
        var prefix = LockFields.prefix(payload);
        if (prefix.isEmpty()) {
            return find(tenant, LockFields.resource(payload))
                    .map(found -> LockJson.of(found.stream().toList()));
        }
        var limit = payload.integer("limit", MOST, 1, MOST);
        var after =
                payload.optionalName("after", Resource::isValid, Resource.TAKES).orElse("");
        return list.of(tenant, prefix.get(), after, limit + 1).map(found -> {
            if (found.size() <= limit) {
                return LockJson.of(found);
            }
            var page = found.subList(0, limit);
            return LockJson.of(page).put("next", page.getLast().resource().name());
        });
    }

    /** {@code {resource}} or {@code {prefix}} → {@code {locks, lastId}}; then each change as {@code lock:changed}. */
    private Future<JsonObject> subscribe(Session session, Payload payload) {
        return joined(session, topics(payload), EventId.NONE)
                .compose(lastId ->
                        get(session.identity().tenant(), payload).map(found -> found.put("lastId", lastId.toString())));
    }

    private Future<JsonObject> unsubscribe(Session session, Payload payload) {
        return Future.all(topics(payload).stream()
                        .map(topic -> membership.leave(session, topic))
                        .toList())
                .map(_ -> LockJson.of(List.of()));
    }

    private Future<EventId> joined(Session session, List<Topic> topics, EventId newest) {
        if (topics.isEmpty()) {
            return Future.succeededFuture(newest);
        }
        return membership
                .join(session, topics.getFirst())
                .compose(lastId ->
                        joined(session, topics.subList(1, topics.size()), lastId.isAfter(newest) ? lastId : newest));
    }

    private static List<Topic> topics(Payload payload) {
        return LockFields.prefix(payload)
                .map(LockPrefix::topics)
                .orElseGet(() -> List.of(Topic.lock(LockFields.resource(payload).name())));
    }
}

package io.arauto.broker;

import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sessions that can be resumed. Session ids take {@code [A-Za-z0-9_-]{1,64}}; others throw {@link InvalidName}. */
public final class SessionStore {
    private final RedisLinks links;

    SessionStore(RedisLinks links) {
        this.links = links;
    }

    public Future<Void> save(Tenant tenant, StoredSession session, Duration age) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .send(Request.cmd(Command.SET)
                        .arg(keys.session(session.id()))
                        .arg(encode(session))
                        .arg("PX")
                        .arg(age.toMillis()))
                .mapEmpty();
    }

    public Future<Optional<StoredSession>> find(Tenant tenant, String id) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .send(Request.cmd(Command.GET).arg(keys.session(id)))
                .map(found -> Optional.ofNullable(found).map(json -> decode(id, new JsonObject(json.toString()))));
    }

    public Future<Void> remove(Tenant tenant, String id) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .send(Request.cmd(Command.DEL).arg(keys.session(id)))
                .mapEmpty();
    }

    private static String encode(StoredSession session) {
        var joined = new JsonObject();
        session.joined().forEach((topic, since) -> joined.put(topic.key(), since.toString()));
        var notes = new JsonObject();
        session.notes().forEach(notes::put);
        return new JsonObject()
                .put("user", session.userId())
                .put("connection", session.connection())
                .put("joined", joined)
                .put(
                        "left",
                        new JsonArray(session.left().stream().map(Topic::key).toList()))
                .put("notes", notes)
                .encode();
    }

    /** Topics that only a later version knows are left out: while a deployment is upgraded, its sessions come here too. */
    private static StoredSession decode(String id, JsonObject json) {
        var joined = new HashMap<Topic, EventId>();
        json.getJsonObject("joined")
                .forEach(entry -> Topic.find(entry.getKey())
                        .ifPresent(topic ->
                                joined.put(topic, EventId.parse(entry.getValue().toString()))));
        var left = json.getJsonArray("left").stream()
                .flatMap(topic -> Topic.find(topic.toString()).stream())
                .collect(Collectors.toUnmodifiableSet());
        var notes = json.getJsonObject("notes", new JsonObject()).stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, note -> note.getValue().toString()));
        return new StoredSession(id, json.getString("user"), json.getString("connection"), joined, left, notes);
    }
}

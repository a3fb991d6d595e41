package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.arauto.loadtest.socketio.SocketIo;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * Every feature once, by one user and one listener: what the other simulations take for granted. {@code channel} list, join, leave, create; {@code chat} send, edit,
 * delete, read, history, typing; notifications, preferences, data changes, presence, locks, token refresh, and REST.
 */
public final class Smoke extends LoadSimulation {

    public Smoke() {
        run(
                listeners("listener", accounts.of("t0", 2, "chat"), "geral", SETTLE.multipliedBy(7))
                        .injectOpen(rampUsers(1).during(1)),
                scenario("user")
                        .exec(
                                feed(accounts.of("t0", 1, "chat", "admin")),
                                io.connect(),
                                channels(),
                                chat(),
                                notifications(),
                                changes(),
                                presence(),
                                locks(),
                                rest(),
                                messages.publish(
                                        "chat:send",
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(3),
                                        _ -> "geral",
                                        (_, marker) -> chat(marker)),
                                io.close())
                        .injectOpen(nothingFor(SETTLE), rampUsers(1).during(1)));
    }

    private ChainBuilder channels() {
        return exec(
                io.emit("channel:list", _ -> json()),
                io.emit("channel:leave", _ -> geral()),
                io.emit("channel:join", _ -> geral()),
                io.emit(
                        "channel:create",
                        _ -> json().put("name", "smoke").put("title", "Smoke").put("members", JsonArray.of("2"))),
                io.expect("channel:changed", _ -> true));
    }

    private ChainBuilder chat() {
        return exec(
                io.emit("chat:send", _ -> geral().put("text", "one")),
                io.expect("chat:message", message -> message.getString("text").equals("one")),
                exec(session -> session.set("id", SocketIo.ok(session).getString("id"))),
                io.emit("chat:edit", session -> message(session).put("text", "two")),
                io.expect(
                        "chat:message", message -> message.getString("text", "").equals("two")),
                io.emit("chat:read", Smoke::message),
                io.emit("chat:history", _ -> geral().put("limit", 10)),
                io.emit("chat:typing", _ -> geral().put("typing", true)),
                io.emit("chat:delete", Smoke::message),
                io.emit("chat:send", _ -> json().put("to", "2").put("text", "you")),
                io.expect(
                        "chat:message", message -> message.getString("channel").startsWith("dm:")));
    }

    private ChainBuilder notifications() {
        return exec(
                io.emit(
                        "notification",
                        _ -> json().put("to", "1")
                                .put("type", "info")
                                .put("title", "Pedido")
                                .put("message", "aprovado")),
                io.expect(
                        "notification",
                        notification -> notification.getString("message").equals("aprovado")),
                io.emit("notification:list", _ -> json().put("limit", 10)),
                io.emit(
                        "notification:read",
                        session -> json().put(
                                        "id",
                                        SocketIo.ok(session)
                                                .getJsonArray("notifications")
                                                .getJsonObject(0)
                                                .getString("id"))),
                io.emit("preferences:get", _ -> json()),
                io.emit("preferences:set", _ -> json().put("modules", json().put("estoque", true))));
    }

    private ChainBuilder changes() {
        return exec(
                io.emit("data-sync:subscribe", _ -> json().put("module", "pedidos")),
                io.emit(
                        "data-sync",
                        _ -> json().put("module", "pedidos")
                                .put("action", "update")
                                .put("data", json().put("total", 1))),
                io.expect("data-sync", change -> change.getString("module").equals("pedidos")),
                io.emit("data-sync:unsubscribe", _ -> json().put("module", "pedidos")));
    }

    private ChainBuilder presence() {
        return exec(
                io.emit("presence:subscribe", _ -> json().put("all", true)),
                io.emit("presence:set", _ -> json().put("status", "busy")),
                io.expect("presence:changed", changed -> changed.encode().contains("busy")),
                io.emit("presence:list", _ -> json()),
                io.emit("presence:active", _ -> json()));
    }

    private ChainBuilder locks() {
        var resource = json().put("resource", "pedido:1");
        return exec(
                io.emit("lock:subscribe", _ -> resource.copy()),
                io.emit("lock:acquire", _ -> resource.copy()),
                exec(session -> session.set("fence", SocketIo.ok(session).getString("fence"))),
                io.emit("lock:renew", session -> resource.copy().put("fence", session.getString("fence"))),
                io.emit("lock:get", _ -> resource.copy()),
                io.emit("lock:release", session -> resource.copy().put("fence", session.getString("fence"))),
                io.expect("lock:changed", lock -> lock.getString("state").equals("free")),
                io.emit("lock:unsubscribe", _ -> resource.copy()),
                io.emit("auth:refresh", session -> json().put("token", session.getString("token"))));
    }

    private ChainBuilder rest() {
        return exec(
                exec(http("channels over REST")
                        .get("/api/v1/channels")
                        .header("Authorization", "Bearer #{token}")
                        .check(status().is(200))),
                exec(http("statuses over REST")
                        .get("/api/v1/presence")
                        .header("Authorization", "Bearer #{token}")
                        .check(status().is(200))),
                exec(http("description").get("/openapi.yaml").check(status().is(200))));
    }

    private static JsonObject json() {
        return new JsonObject();
    }

    private static JsonObject geral() {
        return json().put("channel", "geral");
    }

    private static JsonObject message(Session session) {
        return geral().put("id", session.getString("id"));
    }
}

package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.arauto.loadtest.socketio.SocketIo;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * {@code users} (100) of {@code tenants} (4) read and write in their tenant's channel: each says something every {@code every} (10s) for
 * {@code duration} (30s), and types, marks as read and looks up history in between. Every user has two devices, one that reads and one that writes.
 */
public final class ChatChatter extends LoadSimulation {

    private final int tenants = parameters.number("tenants", 4);

    public ChatChatter() {
        var users = parameters.number("users", 100);
        var time = parameters.time("duration", "30s");
        var every = parameters.time("every", "10s");
        var ramp = parameters.time("ramp", "5s");
        run(
                readers(ramp.plus(time).plus(every).plus(SETTLE.multipliedBy(2)))
                        .injectOpen(rampUsers(users).during(ramp)),
                writers(every, time)
                        .injectOpen(
                                nothingFor(ramp.plus(SETTLE)), rampUsers(users).during(ramp)),
                fidgets(every, time)
                        .injectOpen(
                                nothingFor(ramp.plus(SETTLE)),
                                rampUsers(tenants).during(ramp)));
    }

    private ScenarioBuilder readers(Duration stay) {
        return scenario("readers")
                .exec(
                        feed(accounts.over(tenants, "chat")),
                        io.connect(),
                        messages.arrive(LoadSimulation::ownTenant),
                        messages.receive(stay),
                        io.close());
    }

    private ScenarioBuilder writers(Duration every, Duration time) {
        return scenario("writers")
                .exec(
                        feed(accounts.over(tenants, "chat")),
                        io.connect(),
                        messages.publish(
                                "chat:send", every, time, LoadSimulation::ownTenant, (_, marker) -> chat(marker)),
                        io.close());
    }

    private ScenarioBuilder fidgets(Duration every, Duration time) {
        var channel = new JsonObject().put("channel", "geral");
        return scenario("fidgets")
                .exec(
                        feed(accounts.over(tenants, "chat")),
                        io.connect(),
                        during(time)
                                .on(
                                        io.emit(
                                                "chat:typing",
                                                _ -> channel.copy().put("typing", true)),
                                        pause(every.dividedBy(3)),
                                        io.emit(
                                                "chat:history",
                                                _ -> channel.copy().put("limit", 20)),
                                        io.emit(
                                                "chat:read",
                                                session -> channel.copy().put("id", newest(session))),
                                        pause(every.dividedBy(3))),
                        io.close());
    }

    private static String newest(Session session) {
        var page = SocketIo.ok(session).getJsonArray("messages");
        return page.isEmpty() ? "0-0" : page.getJsonObject(page.size() - 1).getString("id");
    }
}

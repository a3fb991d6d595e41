package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.arauto.loadtest.ledger.Marker;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An ERP back end sends {@code bursts} (10) batches over REST, one every {@code every} (2s), each with {@code size} (100) notifications to {@code users} (100) in
 * turn. Each user gets its own, once, and nobody else's.
 */
public final class NotificationBurst extends LoadSimulation {
    private final int users = parameters.number("users", 100);
    private final int size = parameters.number("size", 100);

    public NotificationBurst() {
        super("1s");
        var bursts = parameters.number("bursts", 10);
        var every = parameters.time("every", "2s");
        var ramp = parameters.time("ramp", "5s");
        var time = every.multipliedBy(bursts);
        run(
                scenario("users")
                        .exec(
                                feed(accounts.of("t0", 1, "chat")),
                                io.connect(),
                                messages.arrive(session -> "user/" + session.getInt("user")),
                                messages.receive(ramp.plus(time).plus(SETTLE.multipliedBy(4))),
                                io.close())
                        .injectOpen(rampUsers(users).during(ramp)),
                backEnd(bursts, every)
                        .injectOpen(nothingFor(ramp.plus(SETTLE)), rampUsers(1).during(1)));
    }

    private ScenarioBuilder backEnd(int bursts, Duration every) {
        return scenario("back end")
                .exec(
                        feed(accounts.of("t0", 1_000_000, "service")),
                        repeat(bursts, "number")
                                .on(
                                        exec(this::prepare),
                                        exec(http("batch")
                                                .post("/api/v1/events/batch")
                                                .header("Authorization", "Bearer #{token}")
                                                .header("Content-Type", "application/json")
                                                .body(StringBody(session ->
                                                        batch(session).encode()))
                                                .check(
                                                        status().is(200),
                                                        bodyString().saveAs("answers"))),
                                        exec(this::account),
                                        pause(every)));
    }

    private Session prepare(Session session) {
        var now = System.currentTimeMillis();
        var markers = IntStream.range(0, size)
                .mapToObj(place -> new Marker(
                        "user/" + (place % users + 1), "erp", (long) session.getInt("number") * size + place, now))
                .toList();
        return session.set("markers", markers).set("sent", now).remove("answers");
    }

    private static JsonObject batch(Session session) {
        var events = new JsonArray();
        for (var marker : markers(session)) {
            events.add(new JsonObject()
                    .put("event", "notification")
                    .put(
                            "payload",
                            new JsonObject()
                                    .put("to", marker.audience().substring("user/".length()))
                                    .put("type", "info")
                                    .put("title", "Pedido")
                                    .put("message", marker.text())));
        }
        return new JsonObject().put("events", events);
    }

    private static List<Marker> markers(Session session) {
        return session.getList("markers");
    }

    private Session account(Session session) {
        if (!session.contains("answers")) {
            markers(session).forEach(_ -> ledger.unanswered());
            return session;
        }
        var answers = new JsonObject(String.valueOf(session.getString("answers"))).getJsonArray("results");
        var place = 0;
        for (var marker : markers(session)) {
            var answer = answers.getJsonObject(place++);
            if (answer.containsKey("ok")) {
                ledger.acknowledged(marker, session.getLong("sent"));
            } else {
                ledger.refused(answer.getJsonObject("error").getString("code"));
            }
        }
        return session;
    }
}

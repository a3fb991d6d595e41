package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.arauto.loadtest.ledger.Marker;
import io.arauto.loadtest.socketio.Received;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * {@code flappers} (50) change their status {@code times} (10) times, once every {@code every} (500ms), while {@code watchers} (50) follow everybody. States in
 * between may be left out; the last one of each flapper must reach every watcher.
 */
public final class PresenceFlap extends LoadSimulation {
    private final int times = parameters.number("times", 10);
    private final Duration every = parameters.time("every", "500ms");

    public PresenceFlap() {
        super("500ms");
        var flappers = parameters.number("flappers", 50);
        var watchers = parameters.number("watchers", 50);
        var ramp = parameters.time("ramp", "5s");
        var stay = ramp.multipliedBy(2).plus(every.multipliedBy(times)).plus(SETTLE.multipliedBy(5));
        run(
                scenario("watchers")
                        .exec(
                                feed(accounts.of("t0", flappers + 1, "chat")),
                                io.connect(),
                                io.emit("presence:subscribe", _ -> new JsonObject().put("all", true)),
                                messages.arrive(_ -> "presence"),
                                io.read(stay, this::enter),
                                messages.leave(),
                                io.close())
                        .injectOpen(rampUsers(watchers).during(ramp)),
                flappers()
                        .injectOpen(
                                nothingFor(ramp.plus(SETTLE)),
                                rampUsers(flappers).during(ramp)));
    }

    private ScenarioBuilder flappers() {
        return scenario("flappers")
                .exec(
                        feed(accounts.of("t0", 1, "chat")),
                        io.connect(),
                        repeat(times, "flap").on(io.emit("presence:set", PresenceFlap::flap), pause(every)),
                        messages.publish(
                                "presence:set",
                                every,
                                every,
                                _ -> "presence",
                                (_, marker) ->
                                        new JsonObject().put("status", "busy").put("message", marker.text())),
                        pause(SETTLE.multipliedBy(2)),
                        io.close());
    }

    private static JsonObject flap(Session session) {
        return new JsonObject().put("status", session.getInt("flap") % 2 == 0 ? "away" : "online");
    }

    /** One event tells of many users; one that tells of a user again, because another state followed, repeats the message. */
    private Session enter(Session session, Received received) {
        if (received.is("presence:changed")) {
            received.payload().getJsonArray("users").stream()
                    .map(user -> ((JsonObject) user).getString("message", ""))
                    .flatMap(message -> Marker.in(message).stream())
                    .forEach(marker -> messages.enterOnce(session, marker, received.at()));
        }
        return session;
    }
}

package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Session;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * {@code grids} (100) show one of {@code modules} (5) modules each, and {@code editors} (10) change a record of a module every {@code every} (1s) for
 * {@code duration} (30s). Every grid has to see every change of its module, and of no other.
 */
public final class GridSync extends LoadSimulation {

    private final int modules = parameters.number("modules", 5);

    public GridSync() {
        var grids = parameters.number("grids", 100);
        var editors = parameters.number("editors", 10);
        var every = parameters.time("every", "1s");
        var time = parameters.time("duration", "30s");
        var ramp = parameters.time("ramp", "5s");
        run(
                scenario("grids")
                        .exec(
                                feed(accounts.of("t0", 1, "chat")),
                                io.connect(),
                                io.emit(
                                        "data-sync:subscribe",
                                        session -> new JsonObject().put("module", module(session))),
                                messages.arrive(session -> "grid/" + module(session)),
                                messages.receive(ramp.plus(time).plus(SETTLE.multipliedBy(3))),
                                io.close())
                        .injectOpen(rampUsers(grids).during(ramp)),
                scenario("editors")
                        .exec(
                                feed(accounts.of("t0", grids + 1, "chat")),
                                io.connect(),
                                messages.publish(
                                        "data-sync",
                                        every,
                                        time,
                                        session -> "grid/" + module(session),
                                        (session, marker) -> new JsonObject()
                                                .put("module", module(session))
                                                .put("action", "update")
                                                .put("record", marker.number())
                                                .put("data", new JsonObject().put("note", marker.text()))),
                                io.close())
                        .injectOpen(
                                nothingFor(ramp.plus(SETTLE)),
                                rampUsers(editors).during(Duration.ofSeconds(1))));
    }

    private String module(Session session) {
        return "module" + session.getInt("user") % modules;
    }
}

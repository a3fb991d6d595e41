package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * {@code members} (100) of one channel are sent {@code rate} (10) messages a second by {@code publishers} (2) for {@code duration} (30s); they
 * connect within {@code ramp} (5s).
 */
public final class FanOut extends LoadSimulation {
    private static final Duration SETTLE = Duration.ofSeconds(3);

    public FanOut() {
        var members = parameters.number("members", 100);
        var publishers = parameters.number("publishers", 2);
        var rate = parameters.number("rate", 10);
        var time = parameters.time("duration", "30s");
        var ramp = parameters.time("ramp", "5s");
        var listen = scenario("members")
                .exec(
                        feed(accounts.of("t0", 1, "chat")),
                        io.connect(),
                        messages.arrive(_ -> "geral"),
                        messages.receive(ramp.plus(time).plus(SETTLE.multipliedBy(3))),
                        io.close());
        var publish = scenario("publishers")
                .exec(
                        feed(accounts.of("t0", members + 1, "chat")),
                        io.connect(),
                        messages.publish(
                                "chat:send",
                                Duration.ofMillis(1_000L * publishers / rate),
                                time,
                                _ -> "geral",
                                (_, marker) ->
                                        new JsonObject().put("channel", "geral").put("text", marker.text())),
                        io.close());
        run(
                listen.injectOpen(rampUsers(members).during(ramp)),
                publish.injectOpen(
                        nothingFor(ramp.plus(SETTLE)), rampUsers(publishers).during(Duration.ofSeconds(1))));
    }
}

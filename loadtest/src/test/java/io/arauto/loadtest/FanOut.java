package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;

import java.time.Duration;

/**
 * {@code members} (100) of one channel are sent {@code rate} (10) messages a second by {@code publishers} (2) for {@code duration} (30s); they
 * connect within {@code ramp} (5s).
 */
public final class FanOut extends LoadSimulation {

    public FanOut() {
        var members = parameters.number("members", 100);
        var publishers = parameters.number("publishers", 2);
        var rate = parameters.number("rate", 10);
        var time = parameters.time("duration", "30s");
        var ramp = parameters.time("ramp", "5s");
        var period = Duration.ofMillis(1_000L * publishers / rate);
        run(
                listeners(
                                "members",
                                accounts.of("t0", 1, "chat"),
                                "geral",
                                ramp.plus(time).plus(SETTLE.multipliedBy(3)))
                        .injectOpen(rampUsers(members).during(ramp)),
                speakers("publishers", accounts.of("t0", members + 1, "chat"), "geral", period, time)
                        .injectOpen(
                                nothingFor(ramp.plus(SETTLE)),
                                rampUsers(publishers).during(SETTLE)));
    }
}

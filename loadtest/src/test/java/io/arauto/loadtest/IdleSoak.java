package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;

import java.time.Duration;

/**
 * {@code connections} (500) of one tenant do nothing for {@code duration} (60s) but answer pings; one message every {@code every} (10s) shows that each
 * of them is still there. Watch the gateway's memory meanwhile: it must not grow.
 */
public final class IdleSoak extends LoadSimulation {

    public IdleSoak() {
        var connections = parameters.number("connections", 500);
        var time = parameters.time("duration", "60s");
        var every = parameters.time("every", "10s");
        var ramp = parameters.time("ramp", "10s");
        run(
                listeners(
                                "idle",
                                accounts.of("t0", 1, "chat"),
                                "geral",
                                ramp.plus(time).plus(every).plus(SETTLE))
                        .injectOpen(rampUsers(connections).during(ramp)),
                speakers("roll call", accounts.of("t0", connections + 1, "chat"), "geral", every, time.minus(every))
                        .injectOpen(nothingFor(ramp.plus(SETTLE)), rampUsers(1).during(Duration.ofSeconds(1))));
    }
}

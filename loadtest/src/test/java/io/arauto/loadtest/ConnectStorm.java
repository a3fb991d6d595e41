package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;

/**
 * {@code connections} (500) of {@code tenants} (5) come within {@code ramp} (5s): token, session, automatic joins, presence. Each tenant is then told
 * one message a second for {@code duration} (5s), which everybody is owed.
 */
public final class ConnectStorm extends LoadSimulation {

    public ConnectStorm() {
        var connections = parameters.number("connections", 500);
        var tenants = parameters.number("tenants", 5);
        var ramp = parameters.time("ramp", "5s");
        var time = parameters.time("duration", "5s");
        var stay = ramp.plus(time).plus(SETTLE.multipliedBy(3));
        run(
                storm(tenants, stay).injectOpen(rampUsers(connections).during(ramp)),
                heralds(tenants, connections, time)
                        .injectOpen(
                                nothingFor(ramp.plus(SETTLE)),
                                rampUsers(tenants).during(SETTLE)));
    }

    private ScenarioBuilder storm(int tenants, Duration stay) {
        return scenario("storm")
                .exec(
                        feed(accounts.over(tenants, "chat")),
                        io.connect(),
                        messages.arrive(LoadSimulation::ownTenant),
                        messages.receive(stay),
                        io.close());
    }

    private ScenarioBuilder heralds(int tenants, int connections, Duration time) {
        var first = connections / tenants + 2;
        return scenario("heralds")
                .exec(
                        feed(accounts.over(tenants, first, "chat")),
                        io.connect(),
                        messages.publish(
                                "chat:send",
                                Duration.ofSeconds(1),
                                time,
                                LoadSimulation::ownTenant,
                                (_, marker) -> chat(marker)),
                        io.close());
    }
}

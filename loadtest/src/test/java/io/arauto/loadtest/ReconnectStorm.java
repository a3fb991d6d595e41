package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.rendezVous;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code connections} (300) lose their connection at the same time, {@code times} (3) times, and come back within {@code spread} (2s) while
 * {@code rate} (5) messages a second go on. Everybody has to be recovered, with nothing missing, doubled or out of order.
 */
public final class ReconnectStorm extends LoadSimulation {
    private final Duration spread = parameters.time("spread", "2s");

    public ReconnectStorm() {
        super("3s");
        var connections = parameters.number("connections", 300);
        var times = parameters.number("times", 3);
        var rate = parameters.number("rate", 5);
        var ramp = parameters.time("ramp", "5s");
        var calm = parameters.time("calm", "5s");
        var time = spread.plus(calm).multipliedBy(times);
        run(
                scenario("members")
                        .exec(
                                feed(accounts.of("t0", 1, "chat")),
                                io.connect(),
                                messages.arrive(_ -> "geral"),
                                rendezVous(connections),
                                repeat(times).on(io.read(calm, messages::enter), away()),
                                messages.receive(SETTLE.multipliedBy(3)),
                                io.close())
                        .injectOpen(rampUsers(connections).during(ramp)),
                speakers(
                                "publisher",
                                accounts.of("t0", connections + 1, "chat"),
                                "geral",
                                Duration.ofMillis(1_000 / rate),
                                time)
                        .injectOpen(nothingFor(ramp), rampUsers(1).during(1)));
    }

    private ChainBuilder away() {
        return exec(
                io.close(),
                pause(_ -> Duration.ofMillis(ThreadLocalRandom.current().nextLong(spread.toMillis()))),
                io.connect(),
                exec(session -> {
                    if (!session.getBoolean("recovered")) {
                        ledger.unmet("user " + session.getInt("user") + " was not recovered");
                    }
                    return session;
                }));
    }
}

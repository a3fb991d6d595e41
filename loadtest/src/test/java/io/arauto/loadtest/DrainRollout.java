package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.asLongAsDuring;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.arauto.loadtest.socketio.Received;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.time.Duration;

/**
 * {@code connections} (100) over all nodes of {@code -Durl=http://a,http://b} while these are replaced one by one, by you or by the command of
 * {@code rollout} (none), which is started by {@code sh} once all are there. {@code rate} (5) messages a second go on for {@code duration} (60s), from one
 * publisher who moves as everybody does. Nobody may miss anything or lose its place.
 */
public final class DrainRollout extends LoadSimulation {
    private final String rollout = parameters.text("rollout", "");

    public DrainRollout() {
        super("3s");
        var connections = parameters.number("connections", 100);
        var rate = parameters.number("rate", 5);
        var time = parameters.time("duration", "60s");
        var ramp = parameters.time("ramp", "5s");
        run(
                scenario("members")
                        .exec(
                                feed(accounts.of("t0", 1, "chat")),
                                io.connect(),
                                messages.arrive(_ -> "geral"),
                                stay(ramp.plus(time).plus(SETTLE.multipliedBy(4))),
                                messages.leave(),
                                io.close())
                        .injectOpen(rampUsers(connections).during(ramp)),
                speakers(
                                "publisher",
                                accounts.of("t0", connections + 1, "chat"),
                                "geral",
                                Duration.ofMillis(1_000 / rate),
                                time)
                        .injectOpen(nothingFor(ramp.plus(SETTLE)), rampUsers(1).during(1)),
                scenario("rollout")
                        .exec(exec(this::rollOut))
                        .injectOpen(
                                nothingFor(ramp.plus(SETTLE.multipliedBy(2))),
                                rampUsers(1).during(1)));
    }

    private ChainBuilder stay(Duration time) {
        return asLongAsDuring(_ -> true, time)
                .on(
                        io.read(this::enter),
                        doIf(session -> session.contains("draining")).then(move()),
                        pause(Duration.ofMillis(100)));
    }

    private ChainBuilder move() {
        return exec(io.close(), pause(Duration.ofMillis(500), Duration.ofMillis(1_500)), io.connect(), exec(session -> {
            ledger.count(session.getBoolean("recovered") ? "moved" : "moved without recovery");
            return session.remove("draining");
        }));
    }

    private Session enter(Session session, Received received) {
        return received.is("server:draining") ? session.set("draining", true) : messages.enter(session, received);
    }

    private Session rollOut(Session session) {
        if (!rollout.isEmpty()) {
            try {
                new ProcessBuilder("sh", "-c", rollout).inheritIO().start();
            } catch (IOException e) {
                ledger.unmet("the command for the roll-out could not be started: " + e.getMessage());
            }
        }
        return session;
    }
}

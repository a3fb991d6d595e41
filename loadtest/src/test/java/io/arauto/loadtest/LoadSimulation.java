package io.arauto.loadtest;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.arauto.loadtest.ledger.Ledger;
import io.arauto.loadtest.ledger.Marker;
import io.arauto.loadtest.ledger.Verdict;
import io.arauto.loadtest.socketio.Accounts;
import io.arauto.loadtest.socketio.Messages;
import io.arauto.loadtest.socketio.SocketIo;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;

/**
 * What all simulations share: the parameters {@code url}, {@code secret}, {@code maxP95}, {@code maxLag} and {@code results}, the ledger, and
 * a verdict at the end, which is printed, written as JSON and decides the exit code.
 */
abstract class LoadSimulation extends Simulation {
    /** Between one part of a run and the next: connections that are still being set up, messages that are on their way. */
    static final Duration SETTLE = Duration.ofSeconds(3);

    private static final int FAILED = 3;
    private static final double DELIVERED_PERCENT = 99.9;

    final Parameters parameters = new Parameters(System.getProperties());
    final Ledger ledger = new Ledger();
    final SocketIo io = new SocketIo(parameters.urls(), ledger);
    final Messages messages = new Messages(io, ledger);
    final Accounts accounts;

    private final Instant began = Instant.now();
    private final Duration maxP95;
    private final Duration maxLag = parameters.time("maxLag", "50ms");
    private final Path results = Path.of(parameters.text("results", "target/loadtest"));

    LoadSimulation() {
        this("200ms");
    }

    /** @param p95 what {@code maxP95} is by default, for runs in which receivers are away for a while */
    LoadSimulation(String p95) {
        maxP95 = parameters.time("maxP95", p95);
        accounts = new Accounts(parameters.secret(), "lt" + Long.toString(began.toEpochMilli(), 36));
    }

    /** Sets up with the protocol and the assertions that every run has to hold. */
    final void run(PopulationBuilder... populations) {
        setUp(populations)
                .protocols(io.protocol())
                .assertions(global().successfulRequests().percent().gte(DELIVERED_PERCENT));
    }

    /** Users who come to a channel that all may read, receive for so long, and go. */
    final ScenarioBuilder listeners(String name, Iterator<Map<String, Object>> users, String audience, Duration stay) {
        return scenario(name)
                .exec(feed(users), io.connect(), messages.arrive(_ -> audience), messages.receive(stay), io.close());
    }

    /** Users who write to that channel, a message each {@code period}. */
    final ScenarioBuilder speakers(
            String name, Iterator<Map<String, Object>> users, String audience, Duration period, Duration time) {
        return speakers(name, users, audience, period, time, LoadSimulation::chat);
    }

    final ScenarioBuilder speakers(
            String name,
            Iterator<Map<String, Object>> users,
            String audience,
            Duration period,
            Duration time,
            Function<Marker, JsonObject> message) {
        return scenario(name)
                .exec(
                        feed(users),
                        io.connect(),
                        messages.publish(
                                "chat:send", period, time, _ -> audience, (_, marker) -> message.apply(marker)),
                        io.close());
    }

    /** The audience of a tenant's channel that all may read. */
    static String ownTenant(Session session) {
        return "tenant/" + session.getString("tenant");
    }

    static JsonObject chat(Marker marker) {
        return new JsonObject().put("channel", "geral").put("text", marker.text());
    }

    /** More that a simulation asks of its run, once everybody has gone. */
    void settle() {}

    @Override
    public void after() {
        settle();
        var verdict = Verdict.of(ledger, new Verdict.Limits(maxP95.toMillis(), maxLag.toMillis()));
        var name = getClass().getSimpleName();
        System.out.println("\n" + name + ": " + verdict.text());
        System.out.println("Results: " + write(name, verdict));
        if (!verdict.passed()) {
            // Gatling takes its exit code from assertions on its own requests; halting here would lose its report.
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(FAILED)));
        }
    }

    private Path write(String name, Verdict verdict) {
        var file =
                results.resolve(name + '-' + began.getEpochSecond() + ".json").toAbsolutePath();
        var json = verdict.results()
                .put("simulation", name)
                .put("began", began.toString())
                .put("seconds", Duration.between(began, Instant.now()).toSeconds())
                .put("parameters", parameters.asked());
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, json.encodePrettily() + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

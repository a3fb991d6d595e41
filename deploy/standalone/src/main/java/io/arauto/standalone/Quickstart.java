package io.arauto.standalone;

import io.arauto.config.Environment;
import io.arauto.config.Variable;
import io.arauto.embedded.EmbeddedPostgres;
import io.arauto.embedded.EmbeddedRedis;
import io.arauto.embedded.ServerOptions;
import io.arauto.gateway.Gateway;
import io.arauto.gateway.GatewayConfig;
import io.arauto.process.Launcher;
import io.arauto.process.Lifecycle;
import io.arauto.worker.Worker;
import io.arauto.worker.WorkerConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Redis and Postgres as children of this process; gateway and worker in it, or several of them as further children behind a balancer of
 * its own. Closing undoes the start in reverse order.
 */
final class Quickstart implements AutoCloseable {

    private static final String DATABASE = "arauto";
    private static final long LIMIT_SECONDS = 60;
    private static final long READY_LOOK_MILLIS = 20;

    /** Nobody is to wait for clients that the demo's balancer has already let go. */
    private static final String DRAIN_TIME = "2s";

    private final CommandLine asked;
    private final Map<String, String> environment;
    private final Undo undo = new Undo();

    /** @param environment as the user set it; where Redis and Postgres are is replaced */
    Quickstart(CommandLine asked, Map<String, String> environment) {
        this.asked = asked;
        this.environment = new HashMap<>(environment);
    }

    /** Returns when clients can connect. */
    Demo start() {
        var secret = chooseSecret();
        var size = asked.cluster();
        if (size == null) {
            Ports.checkFree(Environment.of(environment), Variable.SOCKET_PORT, Variable.ARAUTO_MANAGEMENT_PORT);
        } else {
            Ports.checkFree(Environment.of(environment), Variable.SOCKET_PORT);
        }
        startServers();
        var vertx = Launcher.vertx();
        undo.add(() -> await(vertx.close()));
        return size == null ? startHere(vertx, secret) : startCluster(vertx, secret, size);
    }

    private Demo startHere(Vertx vertx, String secret) {
        start(new Worker(vertx, WorkerConfig.from(workerEnvironment())));
        var config = GatewayConfig.from(Environment.of(environment));
        var gateway = await(Gateway.create(vertx, config, () -> Demo.consoleSettings(secret)));
        start(gateway);
        awaitReady(vertx, gateway);
        return new Demo(scheme(config), gateway.clientPort(), secret, List.of());
    }

    private Demo startCluster(Vertx vertx, String secret, ClusterSize size) {
        environment.putIfAbsent(Variable.ARAUTO_DRAIN_TIME.name(), DRAIN_TIME);
        var configured = Environment.of(environment);
        var config = GatewayConfig.from(configured);
        var cluster = undo.with(LocalCluster.of(size, asked.restart(), environment, System.out::println));
        cluster.start();
        var balancer = new RoundRobin(vertx, cluster::readyGateways);
        undo.add(() -> await(balancer.close()));
        var port =
                await(balancer.listen(configured.text(Variable.SOCKET_HOST), configured.integer(Variable.SOCKET_PORT)));
        return new Demo(scheme(config), port, secret, cluster.nodes());
    }

    private static String scheme(GatewayConfig config) {
        return config.client().tls().isPresent() ? "https" : "http";
    }

    private String chooseSecret() {
        var chosen = Environment.of(environment).optional(Variable.ARAUTO_JWT_SECRET);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        var drawn = SigningSecret.of(asked.data());
        environment.put(Variable.ARAUTO_JWT_SECRET.name(), drawn);
        return drawn;
    }

    private void startServers() {
        var redis = undo.with(EmbeddedRedis.start(options("redis")));
        environment.put(Variable.REDIS_URL.name(), redis.url());
        var postgres = undo.with(EmbeddedPostgres.start(options("postgres")));
        if (!postgres.hasDatabase(DATABASE)) {
            postgres.createDatabase(DATABASE);
        }
        environment.put(Variable.DATABASE_URL.name(), postgres.url(DATABASE));
    }

    /** The management port and the name that were configured are the gateway's. */
    private Environment workerEnvironment() {
        var changed = new HashMap<>(environment);
        changed.put(Variable.ARAUTO_MANAGEMENT_PORT.name(), "0");
        changed.computeIfPresent(Variable.ARAUTO_NODE.name(), (name, node) -> node + "-worker");
        return Environment.of(changed);
    }

    private ServerOptions options(String server) {
        var data = asked.data();
        return data == null ? ServerOptions.TEMPORARY : ServerOptions.TEMPORARY.in(data.resolve(server));
    }

    private void start(Lifecycle process) {
        undo.add(() -> await(process.stop()));
        await(process.start());
    }

    /** Ready is when its own heartbeat came back through Redis. */
    private static void awaitReady(Vertx vertx, Gateway gateway) {
        var ready = Promise.<Void>promise();
        var look = vertx.setPeriodic(0, READY_LOOK_MILLIS, timer -> {
            if (gateway.isReady()) {
                ready.tryComplete();
            }
        });
        await(ready.future());
        vertx.cancelTimer(look);
    }

    private static <T extends @Nullable Object> T await(Future<T> future) {
        try {
            return future.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("nothing happens for " + LIMIT_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        undo.run();
    }
}

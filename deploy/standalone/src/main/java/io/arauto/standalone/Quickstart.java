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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Gateway and worker in this process, Redis and Postgres as its children. Closing undoes the start in reverse order. */
final class Quickstart implements AutoCloseable {

    private static final String DATABASE = "arauto";
    private static final long LIMIT_SECONDS = 60;
    private static final long READY_LOOK_MILLIS = 20;

    private final @Nullable Path data;
    private final Map<String, String> environment;
    private final Undo undo = new Undo();

    /**
     * @param data where data is kept; null for nowhere
     * @param environment as the user set it; where Redis and Postgres are is replaced
     */
    Quickstart(@Nullable Path data, Map<String, String> environment) {
        this.data = data;
        this.environment = new HashMap<>(environment);
    }

    /** Returns when clients can connect. */
    Demo start() {
        var secret = chooseSecret();
        Ports.checkFree(Environment.of(environment));
        startServers();
        var vertx = Launcher.vertx();
        undo.add(() -> await(vertx.close()));
        start(new Worker(vertx, WorkerConfig.from(workerEnvironment())));
        var gateway = await(Gateway.create(
                vertx, GatewayConfig.from(Environment.of(environment)), () -> Demo.consoleSettings(secret)));
        start(gateway);
        awaitReady(vertx, gateway);
        return new Demo(gateway.clientPort(), secret);
    }

    private String chooseSecret() {
        var chosen = Environment.of(environment).optional(Variable.ARAUTO_JWT_SECRET);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        var drawn = SigningSecret.of(data);
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

package io.arauto.process;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Whether events come through Redis, and through which of its servers. There are as many series as servers, and they go with them. */
public final class RedisHealth {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final MultiGauge gauge;
    private final Supplier<Map<String, Boolean>> servers;

    private RedisHealth(MultiGauge gauge, Supplier<Map<String, Boolean>> servers) {
        this.gauge = gauge;
        this.servers = servers;
    }

    /**
     * @param any whether they come through one of them
     * @param servers by address; those of a cluster change
     */
    public static void watch(
            Vertx vertx, MeterRegistry registry, BooleanSupplier any, Supplier<Map<String, Boolean>> servers) {
        Gauge.builder("arauto.redis.up", () -> number(any.getAsBoolean()))
                .description("1 while events come through Redis, end to end")
                .register(registry);
        var gauge = MultiGauge.builder("arauto.redis.server.up")
                .description("1 while events come through this server, end to end")
                .register(registry);
        var health = new RedisHealth(gauge, servers);
        health.look();
        vertx.setPeriodic(LOOK_EVERY.toMillis(), _ -> health.look());
    }

    private void look() {
        gauge.register(rows(servers.get()), true);
    }

    private static List<MultiGauge.Row<?>> rows(Map<String, Boolean> servers) {
        return servers.entrySet().stream()
                .<MultiGauge.Row<?>>map(
                        server -> MultiGauge.Row.of(Tags.of("server", server.getKey()), number(server.getValue())))
                .toList();
    }

    private static int number(boolean condition) {
        return condition ? 1 : 0;
    }
}

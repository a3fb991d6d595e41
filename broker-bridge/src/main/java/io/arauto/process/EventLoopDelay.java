package io.arauto.process;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How late each event loop is: the one figure that says whether a node has enough processor, or something blocks it. */
public final class EventLoopDelay {
    private static final Duration[] BUCKETS = IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final EventExecutor loop;
    private final Timer lateness;

    private EventLoopDelay(EventExecutor loop, Timer lateness) {
        this.loop = loop;
        this.lateness = lateness;
    }

    /** Watches all event loops until they end. */
    public static void watch(Vertx vertx, MeterRegistry registry) {
        var lateness = Timer.builder("arauto.event.loop.delay")
                .description("How much later than due event loops run a task")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        ((VertxInternal) vertx).nettyEventLoopGroup().forEach(loop -> new EventLoopDelay(loop, lateness).look());
    }

    private void look() {
        var due = System.nanoTime() + LOOK_EVERY_NANOS;
        loop.schedule(
                () -> {
                    lateness.record(Math.max(0, System.nanoTime() - due), TimeUnit.NANOSECONDS);
                    if (!loop.isShuttingDown()) {
                        look();
                    }
                },
                LOOK_EVERY_NANOS,
                TimeUnit.NANOSECONDS);
    }
}

package io.arauto.gateway.stats;

import io.arauto.broker.stats.Uptime;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Says in every minute that this node lets clients in, while it does. */
public final class UptimeMarks {
    private static final Duration PERIOD = Duration.ofSeconds(20);

    private UptimeMarks() {}

    /** For as long as {@code vertx} lives. A mark that fails is what down-time is. */
    public static void keep(Vertx vertx, Uptime uptime, BooleanSupplier ready) {
        vertx.setPeriodic(0, PERIOD.toMillis(), _ -> {
            if (ready.getAsBoolean()) {
                uptime.mark();
            }
        });
    }
}

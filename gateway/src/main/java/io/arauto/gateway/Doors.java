package io.arauto.gateway;

import io.arauto.broker.Broker;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.engineio.Gate;
import io.arauto.gateway.metrics.GatewayMetrics;
import io.arauto.process.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Whether this node lets anyone in: not before it is started, not while Redis is away or the node is full, not once it drains, and not all at once. */
final class Doors implements Gate, Health {
    /** Those turned away together are not to come back together. */
    private static final int LONGEST_RETRY = 5;

    private final Broker broker;
    private final int mostConnections;
    private final ConnectRate rate;
    private final GatewayMetrics metrics;
    private volatile boolean started;
    private volatile boolean draining;

    Doors(Broker broker, int mostConnections, ConnectRate rate, GatewayMetrics metrics) {
        this.broker = broker;
        this.mostConnections = mostConnections;
        this.rate = rate;
        this.metrics = metrics;
    }

    void started() {
        started = true;
    }

    void draining() {
        draining = true;
    }

    @Override
    public Optional<Duration> refusal(int open) {
        var inTheWay = obstacle()
                .or(() -> open < mostConnections ? Optional.empty() : Optional.of("full"))
                .or(() -> rate.admits() ? Optional.empty() : Optional.of("rush"));
        inTheWay.ifPresent(metrics::connectionTurnedAway);
        return inTheWay.map(_ -> Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, LONGEST_RETRY + 1)));
    }

    @Override
    public void entered(String transport) {
        metrics.connectionOpened(transport);
    }

    @Override
    public void left(CloseReason reason) {
        metrics.connectionClosed(reason);
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    @Override
    public Optional<String> obstacle() {
        if (draining) {
            return Optional.of("draining");
        }
        if (!started) {
            return Optional.of("starting");
        }
        return broker.isReady() ? Optional.empty() : Optional.of("redis_away");
    }
}

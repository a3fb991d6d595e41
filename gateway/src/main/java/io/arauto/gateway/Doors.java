package io.arauto.gateway;

import io.arauto.broker.Broker;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.engineio.Gate;
import io.arauto.gateway.metrics.GatewayMetrics;
import io.arauto.process.Health;
import java.time.Duration;
import java.util.Optional;

/** Whether this node lets anyone in: not before it is started, not while Redis is away or the node is full, not once it drains. */
final class Doors implements Gate, Health {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Broker broker;
    private final int mostConnections;
    private final GatewayMetrics metrics;
    private volatile boolean started;
    private volatile boolean draining;

    Doors(Broker broker, int mostConnections, GatewayMetrics metrics) {
        this.broker = broker;
        this.mostConnections = mostConnections;
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
        var inTheWay = open < mostConnections ? obstacle() : Optional.of("full");
        inTheWay.ifPresent(metrics::connectionTurnedAway);
        return inTheWay.map(_ -> RETRY_AFTER);
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

package io.arauto.broker;

import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.RedisSettings;
import io.arauto.broker.redis.Shard;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether events really come through a server: every second this node publishes to itself, and what it hears within the permitted silence is
 * the only proof. An open socket is none, since a stopped Redis keeps its sockets open.
 */
final class Probe {
    private final Vertx vertx;
    private final RedisLinks links;
    private final Shard shard;
    private final BrokerConfig config;
    private long timer;
    private volatile boolean heard;
    private volatile boolean everHeard;
    private volatile long heardAt;

    Probe(Vertx vertx, RedisLinks links, Shard shard, BrokerConfig config) {
        this.vertx = vertx;
        this.links = links;
        this.shard = shard;
        this.config = config;
    }

    /** To be called on the context that the timer is to live on. */
    void start() {
        timer = vertx.setPeriodic(0, RedisSettings.HEARTBEAT.toMillis(), _ -> beat());
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void beat() {
        links.first(shard)
                .ifPresent(partition -> links.to(partition)
                        .send(Request.cmd(Command.SPUBLISH)
                                .arg(channel(partition))
                                .arg("")));
    }

    /** None when the server holds no partition any more. */
    Optional<String> channel() {
        return links.first(shard).map(this::channel);
    }

    private String channel(Partition partition) {
        return Keys.heartbeat(partition, config.node());
    }

    /** There is no need to wait for the next beat. */
    void subscribed(String channel) {
        if (isMine(channel)) {
            beat();
        }
    }

    void heard(String channel) {
        if (isMine(channel)) {
            heardAt = System.nanoTime();
            heard = true;
            everHeard = true;
        }
    }

    private boolean isMine(String channel) {
        return channel().filter(channel::equals).isPresent();
    }

    void lost() {
        heard = false;
    }

    boolean isAlive() {
        var silence = Duration.ofNanos(System.nanoTime() - heardAt);
        return heard && silence.compareTo(config.redis().silence()) < 0;
    }

    boolean wasAlive() {
        return everHeard;
    }
}

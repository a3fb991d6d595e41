package io.arauto.broker;

import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.RedisLink;
import io.arauto.broker.redis.RedisSettings;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;

/**
 * Whether events really come through: every second this node publishes to itself, and what it hears within the permitted silence is
 * the only proof. An open socket is none, since a stopped Redis keeps its sockets open.
 */
final class Probe {
    private final String channel;
    private final Duration silence;
    private long timer;
    private volatile boolean heard;
    private volatile long heardAt;

    Probe(String node, RedisSettings settings) {
        this.channel = Keys.heartbeat(node);
        this.silence = settings.silence();
    }

    /** To be called on the context that the timer is to live on. */
    void start(Vertx vertx, RedisLink link) {
        timer = vertx.setPeriodic(
                0,
                RedisSettings.HEARTBEAT.toMillis(),
                _ -> link.send(Request.cmd(Command.PUBLISH).arg(channel).arg("")));
    }

    void stop(Vertx vertx) {
        vertx.cancelTimer(timer);
    }

    String channel() {
        return channel;
    }

    void heard() {
        heardAt = System.nanoTime();
        heard = true;
    }

    void lost() {
        heard = false;
    }

    boolean isAlive() {
        return heard && System.nanoTime() - heardAt < silence.toNanos();
    }
}

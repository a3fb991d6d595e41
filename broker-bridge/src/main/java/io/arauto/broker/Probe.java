package io.arauto.broker;

import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.RedisSettings;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/**
 * Whether events really come through: every second this node publishes to itself, and what it hears within the permitted silence is
 * the only proof. An open socket is none, since a stopped Redis keeps its sockets open.
 */
final class Probe {
    private final String channel;
    private final long silenceNanos;
    private volatile boolean heard;
    private volatile long heardAt;

    Probe(String node, RedisSettings settings) {
        this.channel = Keys.heartbeat(node);
        this.silenceNanos = settings.silence().toNanos();
    }

    void start(Vertx vertx, RedisLinks links) {
        vertx.setPeriodic(
                0,
                RedisSettings.HEARTBEAT.toMillis(),
                _ -> links.home().send(Request.cmd(Command.PUBLISH).arg(channel).arg("")));
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
        return heard && System.nanoTime() - heardAt < silenceNanos;
    }
}

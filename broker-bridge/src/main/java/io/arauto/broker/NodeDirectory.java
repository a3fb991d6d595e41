package io.arauto.broker;

import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.LocalAddress;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.RedisSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateways that live now. Each says so every two seconds and learns of the others by the same call. While Redis is away, and for a lease
 * after it has come back empty, those that were known stay known: whether they really live shows when one connects to them.
 */
public final class NodeDirectory {
    private static final Logger log = LoggerFactory.getLogger(NodeDirectory.class);
    private static final LuaScript ANNOUNCE = LuaScript.load("nodes.lua");
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    /** However many ask for a node that is unknown here, Redis is asked that often. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final int MARK_BYTES = 6;
    private static final int KEY_BYTES = 32;

    private final Vertx vertx;
    private final RedisLinks links;
    private final RedisSettings settings;
    private final String mark = random(MARK_BYTES);
    private final String key = random(KEY_BYTES);
    private final Map<String, Sighting> sightings = new ConcurrentHashMap<>();
    private @Nullable ClusterNode self;
    private List<String> certificates = List.of();
    private @Nullable Promise<Void> nextLook;
    private long lookedAt;
    private long timer;
    private boolean left;
    private volatile boolean settled = true;

    private volatile TimeHeard time = new TimeHeard(Instant.EPOCH, System.nanoTime());

    private record Sighting(ClusterNode node, long at) {}

    /** What time it was in Redis when this node heard it. */
    private record TimeHeard(Instant time, long at) {}

    NodeDirectory(Vertx vertx, RedisLinks links, RedisSettings settings) {
        this.vertx = vertx;
        this.links = links;
        this.settings = settings;
    }

    /** By which the others know this node. */
    public String mark() {
        return mark;
    }

    /** With which this node and the others prove themselves to each other. */
    public String key() {
        return key;
    }

    /**
     * Makes this node known to the others, and keeps it known until {@link #leave}.
     *
     * @param name what people call it
     * @param host where the others reach it; when empty, the address from which it reaches Redis
     */
    public void join(String name, Optional<String> host, int port) {
        settled = false;
        home().runOnContext(_ -> {
            timer = vertx.setPeriodic(PERIOD.toMillis(), _ -> look());
            introduce(name, host, port);
        });
    }

    private void introduce(String name, Optional<String> configured, int port) {
        configured
                .map(Future::succeededFuture)
                .orElseGet(() -> vertx.executeBlocking(() -> LocalAddress.towards(settings)))
                .onSuccess(host -> home().runOnContext(_ -> {
                    self = new ClusterNode(mark, name, host, port, key, certificates);
                    log.info("node_joins mark={} host={} port={}", mark, host, port);
                    look();
                }))
                .onFailure(failure -> {
                    log.warn("node_address_unknown reason={}", failure.getMessage());
                    vertx.setTimer(PERIOD.toMillis(), _ -> introduce(name, configured, port));
                });
    }

    /**
     * Tells the others which certificates this node may show them, by their fingerprints; until then, and with none, it speaks plain text. They
     * know within two of their periods.
     */
    public void show(List<String> fingerprints) {
        home().runOnContext(_ -> {
            certificates = List.copyOf(fingerprints);
            var node = self;
            if (node != null) {
                self = node.showing(certificates);
                look();
            }
        });
    }

    /** The fingerprints of all certificates that live nodes may show. */
    public Set<String> certificates() {
        return sightings.values().stream()
                .flatMap(sighting -> sighting.node().certificates().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the others know of this node, if it has asked for that. */
    boolean isSettled() {
        return settled;
    }

    /** What time it is for all nodes: that of Redis, so that their own clocks need not agree. */
    public Instant now() {
        var heard = time;
        return heard.time().plusNanos(System.nanoTime() - heard.at());
    }

    /** The marks of all that are known to live; while this node is new, or Redis is, that may not be all. */
    public Set<String> marks() {
        return Set.copyOf(sightings.keySet());
    }

    /** What people call the live node of this mark; the mark itself while it is not known here. */
    String name(String mark) {
        return known(mark).map(ClusterNode::name).orElse(mark);
    }

    /**
     * The live node of this mark. One that is unknown here is asked for in Redis, so that a node that has just started is found. Never
     * fails.
     */
    public Future<Optional<ClusterNode>> find(String mark) {
        var known = known(mark);
        if (known.isPresent()) {
            return Future.succeededFuture(known);
        }
        var found = Promise.<Optional<ClusterNode>>promise();
        home().runOnContext(_ -> look().onComplete(_ -> found.complete(known(mark))));
        return found.future();
    }

    /** Makes this node unknown to the others. */
    Future<Void> leave() {
        var gone = Promise.<Void>promise();
        home().runOnContext(_ -> {
            vertx.cancelTimer(timer);
            left = true;
            var node = self;
            if (node == null) {
                gone.complete();
            } else {
                announce(node, Duration.ZERO).<Void>mapEmpty().onComplete(gone);
            }
        });
        return gone.future();
    }

    private Optional<ClusterNode> known(String mark) {
        return Optional.ofNullable(sightings.get(mark)).map(Sighting::node);
    }

    /** A look into Redis that begins after this call, and that all who ask meanwhile share. Says in passing that this node lives. */
    private Future<Void> look() {
        var next = nextLook;
        if (next == null) {
            var promise = Promise.<Void>promise();
            nextLook = promise;
            next = promise;
            var wait = TimeUnit.NANOSECONDS.toMillis(lookedAt + PAUSE.toNanos() - System.nanoTime());
            if (lookedAt == 0 || wait <= 0) {
                lookNow(promise);
            } else {
                vertx.setTimer(wait, _ -> lookNow(promise));
            }
        }
        return next.future();
    }

    private void lookNow(Promise<Void> promise) {
        nextLook = null;
        lookedAt = System.nanoTime();
        var node = self;
        if (node == null || left) {
            promise.complete();
        } else {
            announce(node, LEASE).onSuccess(this::remember).<Void>mapEmpty().onComplete(promise);
        }
    }

    private Future<Response> announce(ClusterNode node, Duration lease) {
        return ANNOUNCE.run(
                links.to(Keys.NODES_HOME),
                List.of(Keys.gateways()),
                List.of(node.mark(), node.encode(), lease.toMillis()));
    }

    private void remember(Response live) {
        settled = true;
        var now = System.nanoTime();
        time = new TimeHeard(Instant.ofEpochMilli(Long.parseLong(live.get(0).toString())), now);
        for (var index = 1; index + 1 < live.size(); index += 2) {
            var node = ClusterNode.decode(
                    live.get(index).toString(), live.get(index + 1).toString());
            sightings.put(node.mark(), new Sighting(node, now));
        }
        sightings.values().removeIf(sighting -> now - sighting.at() > LEASE.toNanos());
    }

    private Context home() {
        return links.homeContext();
    }

    private static String random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

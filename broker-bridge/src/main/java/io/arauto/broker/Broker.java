package io.arauto.broker;

import io.arauto.broker.lock.Bounds;
import io.arauto.broker.lock.LockKeeper;
import io.arauto.broker.lock.LockList;
import io.arauto.broker.lock.Locks;
import io.arauto.broker.outbox.BatchWriter;
import io.arauto.broker.outbox.OutboxConsumer;
import io.arauto.broker.outbox.OutboxScan;
import io.arauto.broker.outbox.OutboxSettings;
import io.arauto.broker.presence.Bookmarks;
import io.arauto.broker.presence.Presence;
import io.arauto.broker.presence.PresenceSettings;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.TenantKeys;
import io.arauto.broker.stats.Counts;
import io.arauto.broker.stats.Uptime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** One process' access to Redis. */
public final class Broker {
    private final Vertx vertx;
    private final BrokerConfig config;
    private final RedisLinks links;
    private final IdFloor floor;
    private final Publisher publisher;
    private final TopicLog log;
    private final Subscriptions subscriptions;
    private final NodeDirectory nodes;
    private final Seats seats;

    public Broker(Vertx vertx, BrokerConfig config) {
        this.vertx = vertx;
        this.config = config;
        this.links = new RedisLinks(vertx, config.redis());
        this.floor = new IdFloor();
        this.publisher = new Publisher(links, config, floor);
        this.log = new TopicLog(links, floor);
        this.subscriptions = new Subscriptions(vertx, links, config, log, floor);
        this.nodes = new NodeDirectory(vertx, links, config.redis());
        this.seats = new Seats(vertx, links, nodes);
    }

    /** Connects, and keeps trying. */
    public void start() {
        subscriptions.start();
    }

    public Future<Void> stop() {
        return subscriptions.stop().eventually(nodes::leave).eventually(links::close);
    }

    /** Whether events come through from some server, end to end, and a gateway is known to the others. */
    public boolean isReady() {
        return subscriptions.isAlive() && nodes.isSettled();
    }

    public NodeDirectory nodes() {
        return nodes;
    }

    public Publisher publisher() {
        return publisher;
    }

    public Subscriptions subscriptions() {
        return subscriptions;
    }

    public TopicLog log() {
        return log;
    }

    public SessionStore sessions() {
        return new SessionStore(links);
    }

    /** The channels of each tenant. */
    public DefinitionStore channels() {
        return new DefinitionStore(links, TenantKeys::channels);
    }

    /** The settings of each tenant, the access of its users, and what was revoked. */
    public DefinitionStore policies() {
        return new DefinitionStore(links, TenantKeys::policies, TenantKeys::presenceSchedule);
    }

    /** Counts the connections of each tenant and user. */
    public Seats seats() {
        return seats;
    }

    /** Counts what tenants do, for figures. */
    public Counts counts() {
        return new Counts(links);
    }

    public Uptime uptime() {
        return new Uptime(links);
    }

    public ReadCursors cursors() {
        return new ReadCursors(links);
    }

    /** Begins to keep the presence of the users that are connected to this process. */
    public Presence presence(PresenceSettings settings) {
        return new Presence(vertx, links, config.node(), settings);
    }

    public Bookmarks bookmarks() {
        return new Bookmarks(links);
    }

    public NotificationMarks notificationMarks() {
        return new NotificationMarks(links);
    }

    public Locks locks(Bounds bounds) {
        return new Locks(links, config, floor, bounds);
    }

    public LockList lockList() {
        return new LockList(links);
    }

    public LockKeeper lockKeeper(Bounds bounds) {
        return new LockKeeper(links, config, floor, bounds);
    }

    /** What the users of each tenant want to be told of, by user. */
    public DefinitionStore preferences() {
        return new DefinitionStore(links, TenantKeys::preferences);
    }

    /** Reads what is not in storage yet. */
    public OutboxScan outbox() {
        return new OutboxScan(links);
    }

    /** Begins to move what is published into storage, as one of all live workers. */
    public OutboxConsumer consume(OutboxSettings settings, BatchWriter writer) {
        return new OutboxConsumer(links, config.node(), settings, writer);
    }
}

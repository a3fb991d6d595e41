package io.arauto.gateway.presence;

import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.TopicAddress;
import io.arauto.broker.TopicMessage;
import io.arauto.broker.presence.Presence;
import io.arauto.broker.presence.PresenceChange;
import io.arauto.broker.presence.PresenceSnapshot;
import io.arauto.broker.presence.UserPresence;
import io.arauto.gateway.event.EventContent;
import io.arauto.gateway.fanout.Fanout;
import io.arauto.gateway.fanout.Subscriber;
import io.arauto.gateway.fanout.TopicSet;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.socketio.OutboundPacket;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The presence of a tenant's users as one event loop knows it, and the sessions there that follow it. Each message is read once, however
 * many follow. Changes may be lost on their way; their version tells, and then everything is read again and what differs is told.
 */
final class TenantPresence implements Subscriber {
    private static final Logger log = LoggerFactory.getLogger(TenantPresence.class);

    private final Tenant tenant;
    private final Presence presence;
    private final TopicSet topics;
    private final Map<Session, Watcher> watchers = new HashMap<>();
    private final Map<String, UserPresence> known = new HashMap<>();
    private long version;
    private long heard;
    private @Nullable Future<Void> ready;
    private boolean reading;

    TenantPresence(Tenant tenant, Presence presence, Fanout fanout, Context context) {
        this.tenant = tenant;
        this.presence = presence;
        this.topics = fanout.topicsOf(this, context);
    }

    /** What the session wants to see now; it is told of every change from then on. */
    Future<List<UserPresence>> watch(Session session, Watch watch) {
        var watcher = new Watcher(session, watch);
        watchers.put(session, watcher);
        return ready().map(_ -> {
            watcher.begin();
            return known.values().stream().filter(watch::includes).toList();
        });
    }

    void unwatch(Session session) {
        watchers.remove(session);
        if (watchers.isEmpty()) {
            topics.clear();
            known.clear();
            ready = null;
        }
    }

    boolean isUnwatched() {
        return watchers.isEmpty();
    }

    void flush() {
        watchers.values().forEach(Watcher::flush);
    }

    /** Looks whether a change was missed after which nothing else happened. */
    void check() {
        presence.version(tenant).onSuccess(newest -> {
            if (newest != version) {
                read();
            }
        });
    }

    private Future<Void> ready() {
        var started = ready;
        if (started == null || started.failed()) {
            started = topics.add(List.of(new TopicAddress(tenant, Topic.presence())))
                    .compose(_ -> presence.snapshot(tenant))
                    .onSuccess(this::take)
                    .mapEmpty();
            ready = started;
        }
        return started;
    }

    private void read() {
        if (!reading) {
            reading = true;
            heard = 0;
            presence.snapshot(tenant)
                    .onComplete(_ -> reading = false)
                    .onSuccess(this::take)
                    .onFailure(failure -> log.warn("presence_unread reason={}", failure.toString()));
        }
    }

    /** A message may be here before a snapshot that is older than it. */
    private void take(PresenceSnapshot snapshot) {
        if (snapshot.version() < heard) {
            read();
        } else {
            version = snapshot.version();
            snapshot.users().forEach(this::learn);
        }
    }

    private void learn(UserPresence user) {
        if (!user.equals(known.put(user.person().userId(), user))) {
            watchers.values().forEach(watcher -> watcher.changed(user));
        }
    }

    @Override
    public void onEphemeral(TopicMessage.Ephemeral event, OutboundPacket packet) {
        var change = PresenceChange.parse(new JsonObject(event.body()));
        heard = Math.max(heard, change.version());
        if (change.version() <= version) {
            return;
        }
        var missed = change.version() != version + 1;
        version = change.version();
        change.users().forEach(this::learn);
        if (missed) {
            read();
        }
    }

    @Override
    public void onEvent(TopicMessage.Event event, EventContent content, OutboundPacket packet) {}

    @Override
    public void onCommand(JsonObject command) {}

    @Override
    public void onGap() {
        read();
    }
}

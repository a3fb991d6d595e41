package io.arauto.gateway.presence;

import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.TopicAddress;
import io.arauto.broker.TopicMessage;
import io.arauto.broker.presence.Presence;
import io.arauto.broker.presence.PresenceChanges;
import io.arauto.gateway.event.EventContent;
import io.arauto.gateway.fanout.Fanout;
import io.arauto.gateway.fanout.Subscriber;
import io.arauto.gateway.fanout.TopicSet;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.socketio.OutboundPacket;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The presence of a tenant's users as one event loop knows it, and the sessions there that follow it. It is known up to a version, without a
 * gap: what comes as a message is taken if it goes on from there, else what is missing is read.
 */
final class TenantPresence implements Subscriber {
    private static final Logger log = LoggerFactory.getLogger(TenantPresence.class);
    private static final int PAGE = 500;

    private final Tenant tenant;
    private final Presence presence;
    private final TopicSet topics;
    private final KnownUsers known;
    private final Duration unheard;
    private final Map<Session, Watcher> watchers = new HashMap<>();
    private long version;
    private long heard;
    private @Nullable Future<Void> reading;

    TenantPresence(Tenant tenant, Presence presence, Fanout fanout, Context context, Pace pace) {
        this.tenant = tenant;
        this.presence = presence;
        this.topics = fanout.topicsOf(this, context);
        this.known = new KnownUsers(pace.mostCharacters());
        this.unheard = pace.unheard();
    }

    /** What the session wants to see now, as much as an answer may carry; the rest, and every change from then on, it is told. */
    Future<Piece> watch(Session session, Watch watch) {
        var watcher = Watcher.waiting(session, watch, new Progress(0, unheard));
        watchers.put(session, watcher);
        return ready().map(_ -> watcher.begin(known, version)).onFailure(_ -> watchers.remove(session, watcher));
    }

    /** Goes on telling a session that knows all up to a version; one that follows already is told already. */
    void resume(Session session, Watch watch, long told) {
        watchers.putIfAbsent(session, Watcher.again(session, watch, new Progress(told, unheard)));
        ready();
    }

    /** Up to which version its client has got everything for sure, if it followed. */
    OptionalLong unwatch(Session session) {
        var watcher = watchers.remove(session);
        return watcher == null
                ? OptionalLong.empty()
                : OptionalLong.of(watcher.progress().certain());
    }

    /** Whether nobody follows any more; then it listens no more, and is to be forgotten. */
    boolean ends() {
        if (watchers.isEmpty()) {
            topics.clear();
        }
        return watchers.isEmpty();
    }

    void flush() {
        if (isReady()) {
            watchers.values().forEach(watcher -> watcher.flush(known, version));
            known.forgetPieces();
        }
    }

    /** Looks whether a change was missed after which nothing else happened. */
    void check() {
        if (!isReady()) {
            ready();
            return;
        }
        var before = version;
        presence.version(tenant).onSuccess(newest -> {
            if (newest < before) {
                startOver();
            }
            if (newest > version) {
                read();
            }
        });
    }

    /** Redis has lost what was known. */
    private void startOver() {
        version = 0;
        heard = 0;
        known.clear();
        watchers.values().forEach(Watcher::startOver);
    }

    private boolean isReady() {
        return reading != null && reading.succeeded();
    }

    /** Completes when all is known up to now. */
    private Future<Void> ready() {
        var now = reading;
        if (now == null || now.failed()) {
            now = begin(topics.add(List.of(new TopicAddress(tenant, Topic.presence())))
                    .compose(_ -> readOn()));
        }
        return now;
    }

    private void read() {
        if (isReady()) {
            begin(readOn());
        }
    }

    private Future<Void> begin(Future<Void> started) {
        reading = started;
        return started.onFailure(failure -> log.warn("presence_unread reason={}", failure.toString()));
    }

    /** Page by page; a message may be here before an answer that is older than it. */
    private Future<Void> readOn() {
        var before = heard;
        return presence.after(tenant, version, PAGE).compose(page -> {
            take(page);
            return page.complete() && (heard <= version || heard == before) ? Future.<Void>succeededFuture() : readOn();
        });
    }

    private void take(PresenceChanges changes) {
        changes.users().stream().filter(change -> change.version() > version).forEach(known::learn);
        version = Math.max(version, changes.upTo());
    }

    @Override
    public void onEphemeral(TopicMessage.Ephemeral event, OutboundPacket packet) {
        var changes = PresenceChanges.parse(new JsonObject(event.body()));
        heard = Math.max(heard, changes.upTo());
        if (isReady()) {
            if (changes.after() > version) {
                read();
            } else {
                take(changes);
            }
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

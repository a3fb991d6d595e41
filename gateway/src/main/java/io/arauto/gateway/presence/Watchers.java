package io.arauto.gateway.presence;

import io.arauto.broker.Tenant;
import io.arauto.broker.presence.Presence;
import io.arauto.gateway.fanout.Fanout;
import io.arauto.gateway.session.Session;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** All sessions of this node that follow presence, by event loop; each is called on its own. One timer a loop tells all of them. */
final class Watchers {
    private static final long FLUSH_MILLIS = 250;
    private static final int FLUSHES_A_CHECK = 40;

    private final Vertx vertx;
    private final Presence presence;
    private final Fanout fanout;
    private final Pace pace;
    private final ConcurrentHashMap<EventLoop, Loop> loops = new ConcurrentHashMap<>();

    Watchers(Vertx vertx, Presence presence, Fanout fanout, Pace pace) {
        this.vertx = vertx;
        this.presence = presence;
        this.fanout = fanout;
        this.pace = pace;
    }

    /** Follows these users and, from now on, no others; answers what they are now. */
    Future<Piece> watch(Session session, Watch watch) {
        if (watch.isNobody() || session.isOver()) {
            unwatch(session);
            return Future.succeededFuture(Piece.NOBODY);
        }
        return loopOf(session).of(session.identity().tenant()).watch(session, watch);
    }

    /** Goes on with a session that was told all up to a version. */
    void resume(Session session, Watch watch, long told) {
        if (!session.isOver()) {
            loopOf(session).of(session.identity().tenant()).resume(session, watch, told);
        }
    }

    /** Up to which version its client has got everything for sure, if it followed. */
    OptionalLong unwatch(Session session) {
        return loopOf(session).unwatch(session);
    }

    private Loop loopOf(Session session) {
        var context = session.context();
        return loops.computeIfAbsent(((ContextInternal) context).nettyEventLoop(), _ -> open(context));
    }

    private Loop open(Context context) {
        var loop = new Loop(context);
        context.runOnContext(_ -> vertx.setPeriodic(FLUSH_MILLIS, _ -> loop.flush()));
        return loop;
    }

    /** What one event loop has; touched by that loop only. */
    private final class Loop {
        private final Context context;
        private final Map<Tenant, TenantPresence> tenants = new HashMap<>();
        private int flushes;

        Loop(Context context) {
            this.context = context;
        }

        TenantPresence of(Tenant tenant) {
            return tenants.computeIfAbsent(tenant, _ -> new TenantPresence(tenant, presence, fanout, context, pace));
        }

        OptionalLong unwatch(Session session) {
            var known = tenants.get(session.identity().tenant());
            return known == null ? OptionalLong.empty() : known.unwatch(session);
        }

        void flush() {
            flushes++;
            tenants.values().forEach(TenantPresence::flush);
            if (flushes % FLUSHES_A_CHECK == 0) {
                tenants.values().removeIf(TenantPresence::ends);
                tenants.values().forEach(TenantPresence::check);
            }
        }
    }
}

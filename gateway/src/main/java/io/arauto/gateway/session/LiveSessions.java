package io.arauto.gateway.session;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** All sessions of this node, by event loop. One periodic look a loop at their tokens replaces a timer for each. */
public final class LiveSessions {
    private static final long LOOK_EVERY_MILLIS = 500;

    private final Vertx vertx;
    private final TokenExpiry expiry;
    private final SessionObserver observer;
    private final ConcurrentHashMap<EventLoop, Loop> loops = new ConcurrentHashMap<>();

    private record Loop(Context context, Set<Session> sessions) {}

    public LiveSessions(Vertx vertx, TokenExpiry expiry, SessionObserver observer) {
        this.vertx = vertx;
        this.expiry = expiry;
        this.observer = observer;
    }

    void add(Session session, Recovery recovery) {
        if (loopOf(session).sessions().add(session)) {
            observer.sessionOpened(recovery);
        }
    }

    void remove(Session session) {
        if (loopOf(session).sessions().remove(session)) {
            observer.sessionClosed();
        }
    }

    /** Does something with every session, each on its own event loop. */
    public void forEach(Consumer<Session> action) {
        loops.values()
                .forEach(loop -> loop.context()
                        .runOnContext(_ -> Set.copyOf(loop.sessions()).forEach(action)));
    }

    private Loop loopOf(Session session) {
        return loops.computeIfAbsent(
                ((ContextInternal) session.context()).nettyEventLoop(), _ -> open(session.context()));
    }

    private Loop open(Context context) {
        var loop = new Loop(context, new HashSet<>());
        context.runOnContext(_ -> vertx.setPeriodic(
                LOOK_EVERY_MILLIS, _ -> Set.copyOf(loop.sessions()).forEach(expiry::look)));
        return loop;
    }
}

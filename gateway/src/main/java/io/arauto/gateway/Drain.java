package io.arauto.gateway;

import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.forward.Forwarder;
import io.arauto.gateway.session.LiveSessions;
import io.arauto.gateway.socketio.SocketIoServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Takes leave of all clients: they are told, then closed in slices, so that the other nodes get them a few at a time. */
final class Drain {
    private static final int SLICES = 20;

    private final Vertx vertx;
    private final LiveSessions sessions;
    private final SocketIoServer socketIo;
    private final Forwarder forwarder;
    private final Duration time;

    Drain(Vertx vertx, LiveSessions sessions, SocketIoServer socketIo, Forwarder forwarder, Duration time) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.socketIo = socketIo;
        this.forwarder = forwarder;
        this.time = time;
    }

    /** Completes when no connection is left. */
    Future<Void> run() {
        var hint = Math.max(1, time.toMillis());
        sessions.forEach(session -> session.emit(
                "server:draining",
                new JsonObject()
                        .put("reconnectAfterMs", ThreadLocalRandom.current().nextLong(hint))));
        var done = Promise.<Void>promise();
        closeSlice(SLICES, done);
        return done.future();
    }

    private void closeSlice(int left, Promise<Void> done) {
        socketIo.closeShare(1.0 / left, CloseReason.DRAINING);
        forwarder.closeShare(1.0 / left);
        if (left == 1 || socketIo.openConnections() + forwarder.underWay() == 0) {
            done.complete();
        } else {
            vertx.setTimer(Math.max(1, time.toMillis() / SLICES), _ -> closeSlice(left - 1, done));
        }
    }
}

package io.arauto.gateway;

import io.arauto.gateway.socketio.SocketIoServer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;

/** Which part answers which path of the client port. */
final class Routes implements Handler<HttpServerRequest> {
    private final SocketIoServer socketIo;
    private final Router router;

    Routes(Vertx vertx, SocketIoServer socketIo) {
        this.socketIo = socketIo;
        this.router = Router.router(vertx);
    }

    /** The router would wrap requests, and a wrapped one can't hand over its channel at an upgrade. */
    @Override
    public void handle(HttpServerRequest request) {
        if (socketIo.serves(request.path())) {
            socketIo.handle(request);
        } else {
            router.handle(request);
        }
    }
}

package io.arauto.gateway;

import io.arauto.gateway.socketio.SocketIoServer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;

/** Which part answers which path of the client port. */
final class Routes implements Handler<HttpServerRequest> {
    private final Router router;

    Routes(Vertx vertx, GatewayConfig config, SocketIoServer socketIo) {
        var path = config.engine().path();
        router = Router.router(vertx);
        router.route(path + "*").handler(context -> socketIo.handle(context.request()));
    }

    @Override
    public void handle(HttpServerRequest request) {
        router.handle(request);
    }
}

package io.arauto.gateway;

import io.arauto.gateway.console.Console;
import io.arauto.gateway.engineio.Origins;
import io.arauto.gateway.rest.Descriptions;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.socketio.SocketIoServer;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Which part answers which path of the client port. */
final class Routes implements Handler<HttpServerRequest> {
    private final SocketIoServer socketIo;
    private final RestApi api;
    private final Console console;
    private final Descriptions descriptions;
    private final Origins origins;

    Routes(SocketIoServer socketIo, RestApi api, Console console, Descriptions descriptions, Origins origins) {
        this.socketIo = socketIo;
        this.api = api;
        this.console = console;
        this.descriptions = descriptions;
        this.origins = origins;
    }

    /** Sockets come first: a router would wrap requests, and a wrapped one can't hand over its channel at an upgrade. */
    @Override
    public void handle(HttpServerRequest request) {
        var path = String.valueOf(request.path());
        if (socketIo.serves(path)) {
            socketIo.handle(request);
        } else if (console.serves(path)) {
            console.handle(request);
        } else if (descriptions.serves(path)) {
            descriptions.handle(request);
        } else if (!path.startsWith(RestApi.PREFIX + '/')) {
            request.response().setStatusCode(404).end();
        } else if (Origins.isPreflight(request)) {
            origins.answerPreflight(request);
        } else {
            origins.addHeaders(request);
            api.handle(request);
        }
    }
}

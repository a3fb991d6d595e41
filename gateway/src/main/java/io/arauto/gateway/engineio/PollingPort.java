package io.arauto.gateway.engineio;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Brings the requests of polling clients to their connections, from whatever event loop they came in on. */
final class PollingPort {
    private final int maxPayload;

    PollingPort(EngineConfig config) {
        this.maxPayload = config.maxPayload();
    }

    void handle(HttpServerRequest request, EngineSocket socket) {
        if (request.method().equals(HttpMethod.GET)) {
            get(new PollingRequest(request), socket);
        } else if (request.method().equals(HttpMethod.POST)) {
            post(request, socket);
        } else {
            new PollingRequest(request).failed();
        }
    }

    private static void get(PollingRequest poll, EngineSocket socket) {
        whilePolling(socket, poll, polling -> {
            if (socket.isOpen()) {
                polling.onGet(poll);
            } else {
                polling.onGetAfterClose(poll);
            }
        });
    }

    private void post(HttpServerRequest request, EngineSocket socket) {
        request.pause();
        var post = new PollingRequest(request);
        whilePolling(socket, post, polling -> {
            if (!socket.isOpen()) {
                post.refuse(EngineError.UNKNOWN_SESSION);
            } else if (polling.beginPost() && post.isText()) {
                post.execute(() -> PollingBody.read(request, maxPayload)
                        .onSuccess(body -> socket.context().runOnContext(_ -> posted(socket, polling, post, body)))
                        .onFailure(failure -> socket.context().runOnContext(_ -> {
                            polling.abandonPost();
                            failedPost(socket, post, failure);
                        })));
            } else {
                post.refuse(EngineError.BAD_REQUEST);
                socket.close(CloseReason.PARSE_ERROR);
            }
        });
    }

    /** After a body that is too long the client may go on, after one that broke off it is gone. */
    private static void failedPost(EngineSocket socket, PollingRequest post, Throwable failure) {
        if (failure instanceof ProtocolException) {
            post.tooLarge();
        } else {
            socket.transportEnded(CloseReason.TRANSPORT_CLOSED);
        }
    }

    private static void posted(EngineSocket socket, PollingTransport polling, PollingRequest post, Buffer body) {
        try {
            polling.endPost(body);
            post.accepted();
        } catch (ProtocolException _) {
            post.refuse(EngineError.BAD_REQUEST);
            socket.close(CloseReason.PARSE_ERROR);
        }
    }

    /** On the socket's own event loop, when polling is its transport still, or was to the end. */
    private static void whilePolling(EngineSocket socket, PollingRequest request, Consumer<PollingTransport> action) {
        socket.context().runOnContext(_ -> {
            socket.closeIfPongIsOverdue();
            if (socket.transport() instanceof PollingTransport polling) {
                action.accept(polling);
            } else {
                request.refuse(socket.isOpen() ? EngineError.BAD_REQUEST : EngineError.UNKNOWN_SESSION);
            }
        });
    }
}

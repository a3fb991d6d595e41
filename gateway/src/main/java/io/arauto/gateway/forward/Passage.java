package io.arauto.gateway.forward;

import io.arauto.gateway.engineio.EngineError;
import io.arauto.gateway.forward.ForwardObserver.Outcome;
import io.vertx.core.http.HttpServerRequest;

/** One request on its way to another node: it has one outcome, whatever happens first. Lives on the request's event loop. */
final class Passage {
    private final HttpServerRequest request;
    private final ForwardObserver observer;
    private final Runnable ended;
    private boolean isOver;

    /** @param ended is run when the passage needs nothing of this node any more */
    Passage(HttpServerRequest request, ForwardObserver observer, Runnable ended) {
        this.request = request;
        this.observer = observer;
        this.ended = ended;
    }

    HttpServerRequest request() {
        return request;
    }

    boolean isOver() {
        return isOver;
    }

    void end(Outcome outcome) {
        if (!isOver) {
            isOver = true;
            observer.forwarded(outcome);
            ended.run();
        }
    }

    /** There is no node to take it to: the client is to open a new connection. */
    void noNode() {
        if (!isOver) {
            end(Outcome.NO_NODE);
            EngineError.UNKNOWN_SESSION.answer(request);
        }
    }

    void tooLarge() {
        if (!isOver) {
            end(Outcome.REFUSED);
            request.response().setStatusCode(413).end();
        }
    }

    /** It goes on as a WebSocket, until {@code socketEnded} is run. */
    Runnable upgraded() {
        isOver = true;
        observer.forwarded(Outcome.UPGRADED);
        return ended;
    }
}

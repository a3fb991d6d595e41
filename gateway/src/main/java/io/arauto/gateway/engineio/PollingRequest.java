package io.arauto.gateway.engineio;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;

/** An HTTP request of a polling client. It may have come in on another event loop than its socket's, and is answered on its own. */
final class PollingRequest {
    private static final String TEXT = "text/plain; charset=UTF-8";

    private final HttpServerRequest request;
    private final Context context;

    PollingRequest(HttpServerRequest request) {
        this.request = request;
        this.context = Objects.requireNonNull(Vertx.currentContext(), "requests come on event loops");
    }

    HttpServerRequest request() {
        return request;
    }

    void execute(Runnable action) {
        context.runOnContext(_ -> action.run());
    }

    void answer(String payload) {
        answer(200, TEXT, payload);
    }

    /** The answer to a POST. */
    void accepted() {
        answer(200, "text/html", "ok");
    }

    void refuse(EngineError error) {
        answer(error.status(), "application/json", error.body());
    }

    void tooLarge() {
        answer(413, TEXT, "");
    }

    private void answer(int status, String type, String body) {
        execute(() -> {
            if (!request.response().closed()) {
                request.response()
                        .setStatusCode(status)
                        .putHeader(HttpHeaders.CONTENT_TYPE, type)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(body);
            }
        });
    }

    /** {@code action} runs on the request's event loop when the client hangs up before it is answered. */
    void onAbort(Runnable action) {
        execute(() -> {
            request.response().exceptionHandler(_ -> action.run());
            request.response().closeHandler(_ -> {
                if (!request.response().ended()) {
                    action.run();
                }
            });
        });
    }
}

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
    private Runnable aborted = () -> {};

    PollingRequest(HttpServerRequest request) {
        this.request = request;
        this.context = Objects.requireNonNull(Vertx.currentContext(), "requests come on event loops");
    }

    /** Binary bodies went out with version 3 of the protocol. */
    boolean isText() {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type == null || !type.startsWith("application/octet-stream");
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

    /** For a method that polling has no use for. */
    void failed() {
        answer(500, TEXT, "");
    }

    void tooLarge() {
        answer(413, TEXT, "");
    }

    private void answer(int status, String type, String body) {
        execute(() -> {
            if (request.response().closed()) {
                aborted.run();
            } else {
                request.response()
                        .setStatusCode(status)
                        .putHeader(HttpHeaders.CONTENT_TYPE, type)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(body);
            }
        });
    }

    /** {@code action} runs on {@code caller} when the client hangs up before it got the answer. */
    void onAbort(Context caller, Runnable action) {
        execute(() -> {
            aborted = () -> caller.runOnContext(_ -> action.run());
            if (request.response().closed()) {
                aborted.run();
            } else {
                request.response().closeHandler(_ -> {
                    if (!request.response().ended()) {
                        aborted.run();
                    }
                });
            }
        });
    }
}

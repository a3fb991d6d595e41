package io.arauto.gateway.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Writes answers, with the headers that all of them have: nothing of the API is to be cached, framed or taken for a page. */
final class Answers {
    private static final long SECONDS_UNTIL_BACK = 2;

    private Answers() {}

    static void write(RoutingContext context, ApiAnswer answer) {
        if (answer.status() == 204) {
            secure(context.response()).setStatusCode(204).end();
        } else {
            end(context, answer.status(), "application/json", answer.body());
        }
    }

    static void write(RoutingContext context, Problem problem) {
        var response = context.response();
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        } else if (problem.status() == 429 || problem.status() == 503) {
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter(problem)));
        } else if (isBodyLeft(problem) && context.request().version() != HttpVersion.HTTP_2) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        end(context, problem.status(), Problem.MEDIA_TYPE, problem.toJson());
    }

    /** Whole seconds, from {@code retryAfterMs} when the refusal says so. */
    private static long retryAfter(Problem problem) {
        var details = problem.details();
        return details != null && details.getValue("retryAfterMs") instanceof Number millis
                ? Math.max(1, Math.ceilDiv(millis.longValue(), 1_000L))
                : SECONDS_UNTIL_BACK;
    }

    /** Which then is not waited for. */
    private static boolean isBodyLeft(Problem problem) {
        return problem.status() == 413 || problem.status() == 408;
    }

    private static void end(RoutingContext context, int status, String type, JsonObject body) {
        var response = context.response();
        if (!response.ended() && !response.closed()) {
            secure(response)
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .end(body.encode());
        }
    }

    private static HttpServerResponse secure(HttpServerResponse response) {
        return response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .putHeader("Referrer-Policy", "no-referrer");
    }
}

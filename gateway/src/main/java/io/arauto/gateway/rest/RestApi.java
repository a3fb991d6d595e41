package io.arauto.gateway.rest;

import io.arauto.gateway.auth.Credentials;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.auth.Standings;
import io.arauto.gateway.auth.TokenRefused;
import io.arauto.gateway.auth.TokenVerifier;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.Refusal;
import io.arauto.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST API. Features add their routes; what is the same for all of them is done here: who calls is known before a byte of the body
 * is read, bodies are bounded, failures become problem documents.
 */
public final class RestApi implements Handler<HttpServerRequest> {
    /** Of all its paths. */
    public static final String PREFIX = "/api/v1";

    private static final Logger log = LoggerFactory.getLogger(RestApi.class);
    private static final long LONGEST_MILLIS = 30_000;
    private static final String CALLER = "caller";
    private static final String ROUTE = "route";
    private static final String REQUEST = "request";
    private static final String JSON = "application/json";
    private static final Set<HttpMethod> CHANGES = Set.of(HttpMethod.PUT, HttpMethod.DELETE);
    /** Bytes of a body that is told along with the change. */
    private static final int LONGEST_TOLD = 4_000;

    private final Router router;
    private final Contract contract;
    private final TokenVerifier tokens;
    private final Standings standings;
    private final ApiObserver observer;
    private final CallObserver calls;
    private final Function<HttpServerRequest, String> addresses;
    private Function<Identity, Future<Void>> preparation = _ -> Future.succeededFuture();
    private Traces traces = Traces.NONE;
    private final Set<String> routes = new TreeSet<>();

    /**
     * @param mostBytes of a body
     * @param addresses tells where a request comes from
     */
    public RestApi(
            Vertx vertx,
            Descriptions descriptions,
            TokenVerifier tokens,
            Standings standings,
            int mostBytes,
            ApiObserver observer,
            CallObserver calls,
            Function<HttpServerRequest, String> addresses) {
        this.router = Router.router(vertx);
        this.contract = descriptions.contract();
        this.tokens = tokens;
        this.standings = standings;
        this.observer = observer;
        this.calls = calls;
        this.addresses = addresses;
        router.route().handler(this::observe);
        router.route().handler(TimeoutHandler.create(LONGEST_MILLIS, 408));
        router.route().handler(this::authenticate);
        router.route().handler(BodyHandler.create(false).setBodyLimit(mostBytes));
        IntStream.of(400, 404, 405, 408, 413, 415, 500).forEach(status -> router.errorHandler(status, this::fail));
    }

    /** What has to be known of a caller before its requests are answered. */
    public RestApi preparedBy(Function<Identity, Future<Void>> preparation) {
        this.preparation = preparation;
        return this;
    }

    /** Whom steps of traces are told to. */
    public RestApi tracedBy(Traces told) {
        this.traces = told;
        return this;
    }

    public RestApi get(String path, ApiHandler handler) {
        return add(HttpMethod.GET, path, handler);
    }

    public RestApi post(String path, ApiHandler handler) {
        return add(HttpMethod.POST, path, handler);
    }

    public RestApi put(String path, ApiHandler handler) {
        return add(HttpMethod.PUT, path, handler);
    }

    public RestApi delete(String path, ApiHandler handler) {
        return add(HttpMethod.DELETE, path, handler);
    }

    /** Each as {@code GET /channels/{name}}. */
    public Set<String> routes() {
        return Set.copyOf(routes);
    }

    @Override
    public void handle(HttpServerRequest request) {
        router.handle(request);
    }

    /** @param path under the prefix, with its variable parts in braces */
    private RestApi add(HttpMethod method, String path, ApiHandler handler) {
        var name = method + " " + path;
        routes.add(name);
        var route = router.route(method, PREFIX + path.replaceAll("\\{(\\w+)}", ":$1"));
        if (method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT)) {
            route.consumes(JSON);
        }
        var rules = contract.rules(name);
        route.handler(context -> {
            context.put(ROUTE, name);
            answer(context, handler, rules);
        });
        return this;
    }

    private void observe(RoutingContext context) {
        var begun = System.nanoTime();
        var id = RequestId.of(context.request());
        context.put(REQUEST, id).response().putHeader(RequestId.HEADER, id);
        context.addEndHandler(_ -> observer.answered(
                context.get(ROUTE, "unknown"), context.response().getStatusCode(), System.nanoTime() - begun));
        context.next();
    }

    private void authenticate(RoutingContext context) {
        var request = context.request();
        request.pause();
        Credentials.bearer(request.getHeader(HttpHeaders.AUTHORIZATION))
                .compose(tokens::verify)
                .compose(standings::ofCaller)
                .onSuccess(caller -> {
                    context.put(CALLER, caller);
                    request.resume();
                    context.next();
                })
                .onFailure(failure -> {
                    request.resume();
                    Answers.write(context, Problem.of(unauthorized(failure)));
                });
    }

    private static Refusal unauthorized(Throwable failure) {
        return failure instanceof TokenRefused refused
                ? new Refusal(
                        ErrorCode.UNAUTHORIZED,
                        String.valueOf(refused.getMessage()),
                        new JsonObject().put("code", refused.code().wire()))
                : new Refusal(ErrorCode.UNAVAILABLE, "tokens can't be checked at present");
    }

    private void answer(RoutingContext context, ApiHandler handler, RequestRules rules) {
        var request = new ApiRequest(context, Objects.requireNonNull(context.<Identity>get(CALLER)), rules);
        Future.<Void>succeededFuture()
                .compose(_ -> preparation.apply(request.caller()))
                .compose(_ -> traces.trace(
                        context.get(ROUTE, "unknown"),
                        context.request().getHeader("traceparent"),
                        () -> handler.handle(request)))
                .onSuccess(answer -> {
                    tellChange(context, request);
                    Answers.write(context, answer);
                })
                .onFailure(failure -> {
                    var refusal = refusal(context, failure);
                    calls.refused(request.caller(), context.get(ROUTE, "unknown"), refusal.code());
                    Answers.write(context, Problem.of(refusal));
                });
    }

    private void tellChange(RoutingContext context, ApiRequest request) {
        if (CHANGES.contains(context.request().method())) {
            var details = new JsonObject()
                    .put("path", context.normalizedPath())
                    .put("address", addresses.apply(context.request()));
            var body = context.body().buffer();
            if (body != null && body.length() > 0 && body.length() <= LONGEST_TOLD) {
                details.put("body", new JsonObject(body));
            }
            calls.changed(request.caller(), context.get(ROUTE, "unknown"), details);
        }
    }

    private void fail(RoutingContext context) {
        if (context.failure() != null && context.statusCode() == 500) {
            refusal(context, context.failure());
        }
        Answers.write(context, Problem.ofStatus(context.statusCode()));
    }

    /** The boundary where every failure becomes one of the closed codes; only faults of our own are logged. */
    private static Refusal refusal(RoutingContext context, Throwable failure) {
        var refusal = Refusal.of(failure);
        if (refusal.code() == ErrorCode.INTERNAL) {
            var caller = Optional.ofNullable(context.<Identity>get(CALLER));
            log.error(
                    "request_failed route={} request={} tenant={} user={}",
                    context.get(ROUTE, "unknown"),
                    context.get(REQUEST),
                    caller.map(identity -> identity.tenant().name()).orElse(""),
                    caller.map(Identity::userId).orElse(""),
                    failure);
        }
        return refusal;
    }
}

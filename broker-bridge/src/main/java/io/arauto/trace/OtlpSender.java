package io.arauto.trace;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpResponseExpectation;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans to a collector, many at a time. What can't be sent is lost, and what there is no room for: traces are a sample anyway, and must
 * not cost memory while a collector is away.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP, in its JSON form</a>
 */
final class OtlpSender {
    private static final Logger log = LoggerFactory.getLogger(OtlpSender.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final int ROOM = 4_096;
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Vertx vertx;
    private final TraceSettings settings;
    private final HttpClient http;
    private final long timer;
    private final ArrayBlockingQueue<JsonObject> waiting = new ArrayBlockingQueue<>(ROOM);
    private volatile boolean failing;

    OtlpSender(Vertx vertx, TraceSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS));
        this.timer = vertx.setPeriodic(PERIOD.toMillis(), _ -> send());
    }

    void add(JsonObject span) {
        waiting.offer(span);
    }

    Future<Void> close() {
        vertx.cancelTimer(timer);
        return send().otherwiseEmpty().eventually(http::close);
    }

    private Future<Void> send() {
        var spans = new ArrayList<JsonObject>();
        waiting.drainTo(spans);
        if (spans.isEmpty()) {
            return Future.succeededFuture();
        }
        return http.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(settings.endpoint().toString())
                        .setTimeout(TIMEOUT_MILLIS))
                .compose(request -> request.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .send(message(new JsonArray(spans)).toBuffer()))
                .expecting(HttpResponseExpectation.SC_SUCCESS)
                .<Void>mapEmpty()
                .onComplete(done -> tell(done.failed()));
    }

    /** Once for each time that the collector goes away. */
    private void tell(boolean failed) {
        if (failed && !failing) {
            log.warn("traces_unsent host={}", settings.endpoint().getHost());
        }
        failing = failed;
    }

    private JsonObject message(JsonArray spans) {
        var resource = new JsonObject()
                .put(
                        "attributes",
                        JsonArray.of(
                                attribute("service.name", settings.service()),
                                attribute("service.instance.id", settings.instance())));
        var scope = new JsonObject()
                .put("scope", new JsonObject().put("name", "arauto"))
                .put("spans", spans);
        return new JsonObject()
                .put(
                        "resourceSpans",
                        JsonArray.of(
                                new JsonObject().put("resource", resource).put("scopeSpans", JsonArray.of(scope))));
    }

    private static JsonObject attribute(String key, String value) {
        return new JsonObject().put("key", key).put("value", new JsonObject().put("stringValue", value));
    }
}

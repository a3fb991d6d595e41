package io.arauto.gateway.event;

import io.arauto.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every event that clients may send, by name. Whatever a handler does, the answer is one object: {@code {ok}} or {@code {error}}.
 *
 * @param <C> on whose behalf events are handled
 */
public final class EventRouter<C> {
    private static final Logger log = LoggerFactory.getLogger(EventRouter.class);

    private static final String UNKNOWN = "unknown";

    private final Map<String, EventHandler<C>> handlers = new HashMap<>();
    private final EventObserver observer;
    private final Function<C, Whose> names;
    private final Traces traces;

    /** @param names what a caller is called in logs */
    public EventRouter(EventObserver observer, Function<C, Whose> names, Traces traces) {
        this.observer = observer;
        this.names = names;
        this.traces = traces;
    }

    public EventRouter<C> on(String event, EventHandler<C> handler) {
        if (handlers.putIfAbsent(event, handler) != null) {
            throw new IllegalStateException("two handlers for " + event);
        }
        return this;
    }

    public Set<String> events() {
        return Set.copyOf(handlers.keySet());
    }

    /** Never fails: refusals and faults are answers. */
    public Future<JsonObject> answer(C caller, String event, JsonArray arguments) {
        return answer(caller, event, () -> handle(caller, event, arguments));
    }

    /** The answer to an event that no handler is to see. */
    public Future<JsonObject> refuse(C caller, String event, Refusal refusal) {
        return answer(caller, event, () -> Future.failedFuture(refusal));
    }

    private Future<JsonObject> answer(C caller, String event, Supplier<Future<JsonObject>> handling) {
        var begun = System.nanoTime();
        var name = handlers.containsKey(event) ? event : UNKNOWN;
        return handling.get().transform((ok, failure) -> {
            var refusal = failure == null ? null : refusal(caller, event, failure);
            observer.answered(name, refusal == null ? null : refusal.code(), System.nanoTime() - begun);
            var answer = new JsonObject();
            return Future.succeededFuture(
                    refusal == null ? answer.put("ok", ok) : answer.put("error", refusal.toJson()));
        });
    }

    /** The code of an answer that is an error. */
    public static Optional<ErrorCode> error(JsonObject answer) {
        return Optional.ofNullable(answer.getJsonObject("error"))
                .map(error -> ErrorCode.parse(error.getString("code")));
    }

    private Future<JsonObject> handle(C caller, String event, JsonArray arguments) {
        var handler = handlers.get(event);
        if (handler == null) {
            return Future.failedFuture(new Refusal(ErrorCode.UNKNOWN_EVENT, "there is no event " + shortened(event)));
        }
        try {
            return traces.trace(event, null, () -> handler.handle(caller, Payload.of(arguments)));
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    /** The boundary where every failure becomes one of the closed codes; only faults of our own are logged. */
    private Refusal refusal(C caller, String event, Throwable failure) {
        var refusal = Refusal.of(failure);
        if (refusal.code() == ErrorCode.INTERNAL) {
            var whose = names.apply(caller);
            log.error(
                    "event_failed event={} tenant={} user={} session={}",
                    event,
                    whose.tenant(),
                    whose.user(),
                    whose.session(),
                    failure);
        }
        return refusal;
    }

    private static String shortened(String event) {
        return event.length() <= 100 ? event : event.substring(0, 100) + "…";
    }
}

package io.arauto.gateway.rest;

import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.EventRouter;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Optional;

/** {@code POST /events/batch}: many events in one request, published in order, each answered as if it had come alone. */
public final class Batches {
    /** As many are under way at once; Redis does them in the order in which they were sent. */
    private static final int AT_ONCE = 100;

    private static final String CLIENT_KEY = "clientMsgId";

    private final EventRouter<Identity> events;

    /** @param events that may come in a batch */
    public Batches(EventRouter<Identity> events) {
        this.events = events;
    }

    public void register(RestApi api) {
        api.post(
                "/events/batch",
                request -> publish(request).map(results -> ApiAnswer.ok(new JsonObject().put("results", results))));
    }

    private Future<JsonArray> publish(ApiRequest request) {
        var batch = (JsonArray) request.body().value("events").orElseThrow();
        return publish(request.caller(), request.idempotencyKey(), batch, new JsonArray());
    }

    private Future<JsonArray> publish(Identity caller, Optional<String> key, JsonArray batch, JsonArray results) {
        if (results.size() == batch.size()) {
            return Future.succeededFuture(results);
        }
        var slice = new ArrayList<Future<JsonObject>>();
        for (var index = results.size(); index < Math.min(batch.size(), results.size() + AT_ONCE); index++) {
            slice.add(answer(caller, keyOf(key, index), batch.getJsonObject(index)));
        }
        return Future.all(slice).compose(done -> {
            done.<JsonObject>list().forEach(results::add);
            return publish(caller, key, batch, results);
        });
    }

    private static Optional<String> keyOf(Optional<String> batch, int index) {
        return batch.map(key -> key + ':' + index);
    }

    private Future<JsonObject> answer(Identity caller, Optional<String> key, JsonObject item) {
        var payload = item.getJsonObject("payload");
        if (!payload.containsKey(CLIENT_KEY)) {
            key.ifPresent(value -> payload.put(CLIENT_KEY, value));
        }
        return events.answer(caller, item.getString("event"), JsonArray.of(payload));
    }
}

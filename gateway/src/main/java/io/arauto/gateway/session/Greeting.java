package io.arauto.gateway.session;

import io.arauto.broker.Timestamps;
import io.arauto.gateway.auth.Identity;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.function.Function;

/** The {@code session} event: the first thing a client hears, and all that it needs to know of where it is. */
public final class Greeting {
    private final String node;
    private final JsonObject limits;
    private final Function<Identity, Future<JsonArray>> channels;
    private final Clock clock;

    /**
     * @param limits what any client may send: {@code {maxPayload, maxText}}
     * @param channels what a user may read, as {@code channel:list} answers it
     */
    public Greeting(String node, JsonObject limits, Function<Identity, Future<JsonArray>> channels, Clock clock) {
        this.node = node;
        this.limits = limits;
        this.channels = channels;
        this.clock = clock;
    }

    Future<JsonObject> to(Session session, Recovery recovery) {
        var identity = session.identity();
        return channels.apply(identity).map(summaries -> {
            var words = new JsonObject()
                    .put("userId", identity.userId())
                    .put("tenant", identity.tenant().name())
                    .put("sessionId", session.id())
                    .put("node", node)
                    .put("recovered", recovery == Recovery.COMPLETE)
                    .put("serverTime", Timestamps.text(clock.instant()))
                    .put("expiresAt", Timestamps.text(identity.expiresAt()))
                    .put(
                            "limits",
                            limits.copy().mergeIn(identity.standing().limits().toJson()))
                    .put("channels", summaries);
            return recovery == Recovery.NEW || recovery == Recovery.COMPLETE
                    ? words
                    : words.put("reason", recovery.wire());
        });
    }
}

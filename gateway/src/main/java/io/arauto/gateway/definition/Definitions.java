package io.arauto.gateway.definition;

import io.arauto.broker.DefinitionStore;
import io.arauto.broker.Tenant;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.history.PostgresDefinitions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Definitions of one sort, of all tenants, by name. When Redis has lost a tenant's, they are brought back from Postgres; while that is away,
 * it is asked again, but not each time, and nothing waits for it for long.
 */
public final class Definitions {
    /** In each: grows with each change. */
    public static final String REVISION = "revision";

    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(30).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** More than anyone will change one definition at the same time. */
    private static final int ATTEMPTS = 50;

    private final DefinitionStore store;
    private final PostgresDefinitions postgres;
    private final ConcurrentHashMap<Tenant, Long> asked = new ConcurrentHashMap<>();

    public Definitions(DefinitionStore store, PostgresDefinitions postgres) {
        this.store = store;
        this.postgres = postgres;
    }

    /** @param complete whether what Postgres may know beyond this is here already */
    public record Known(Map<String, JsonObject> byName, boolean complete) {
        private static Known of(DefinitionStore.Definitions stored) {
            return new Known(parsed(stored.byName()), stored.complete());
        }
    }

    /** What Redis has of a tenant. */
    public Future<Known> all(Tenant tenant) {
        return store.all(tenant).map(Known::of);
    }

    /** Those of these names that there are, also when only Postgres knew them, if it answers. */
    public Future<Map<String, JsonObject>> some(Tenant tenant, List<String> names) {
        return store.some(tenant, names)
                .compose(stored -> stored.complete() || !mayAsk(tenant)
                        ? Future.succeededFuture(stored)
                        : bringBack(tenant).compose(_ -> store.some(tenant, names)))
                .map(stored -> parsed(stored.byName()));
    }

    /** What Postgres knew, for Redis and for the caller; nothing when it does not answer, or was asked a moment ago. */
    public Future<Map<String, JsonObject>> restore(Tenant tenant) {
        return mayAsk(tenant) ? bringBack(tenant) : Future.succeededFuture(Map.of());
    }

    private boolean mayAsk(Tenant tenant) {
        var now = System.nanoTime();
        var last = asked.get(tenant);
        if (last != null && now - last < ASK_AGAIN_NANOS) {
            return false;
        }
        asked.put(tenant, now);
        return true;
    }

    private Future<Map<String, JsonObject>> bringBack(Tenant tenant) {
        return postgres.all(tenant)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .compose(stored -> store.restore(tenant, stored).map(parsed(stored)))
                .otherwise(Map.of());
    }

    /** A definition as it was and as it is. */
    public record Changed(Optional<JsonObject> before, JsonObject after) {}

    /**
     * Changes one, if nobody else changes it at the same time, else tries again.
     *
     * @param edit makes it from what there is; may throw a refusal
     */
    public Future<Changed> change(Tenant tenant, String name, Function<Optional<JsonObject>, JsonObject> edit) {
        return some(tenant, List.of(name)).compose(_ -> attempt(tenant, name, edit, ATTEMPTS));
    }

    private Future<Changed> attempt(
            Tenant tenant, String name, Function<Optional<JsonObject>, JsonObject> edit, int left) {
        if (left == 0) {
            return Future.failedFuture(new Refusal(ErrorCode.CONFLICT, name + " is being changed by others"));
        }
        return store.find(tenant, name).compose(known -> {
            var before = known.map(JsonObject::new);
            var after = edit.apply(before).copy().put(REVISION, revisionAfter(before));
            return store.replace(tenant, name, known, after.encode())
                    .compose(replaced -> replaced
                            ? Future.succeededFuture(new Changed(before, after))
                            : attempt(tenant, name, edit, left - 1));
        });
    }

    /** Takes those out of Redis that nobody needs any more. */
    public Future<Void> forget(Tenant tenant, BiPredicate<String, JsonObject> obsolete) {
        return all(tenant).compose(known -> {
            var names = known.byName().entrySet().stream()
                    .filter(one -> obsolete.test(one.getKey(), one.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            return names.isEmpty() ? Future.succeededFuture() : store.remove(tenant, names);
        });
    }

    /** By the clock, so that it is newer than one of before Redis lost the definition. */
    private static long revisionAfter(Optional<JsonObject> before) {
        return Math.max(before.map(it -> it.getLong(REVISION) + 1).orElse(0L), System.currentTimeMillis());
    }

    private static Map<String, JsonObject> parsed(Map<String, String> texts) {
        var parsed = new HashMap<String, JsonObject>();
        texts.forEach((name, text) -> parsed.put(name, new JsonObject(text)));
        return Map.copyOf(parsed);
    }
}

package io.arauto.gateway.lock;

import io.arauto.broker.lock.Locks;
import io.arauto.gateway.audit.AuditTrail;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.rest.ApiAnswer;
import io.arauto.gateway.rest.ApiRequest;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.rest.Snapshots;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code /locks} for ERP back ends. */
final class LockRoutes {
    private final Locks locks;
    private final LockQueries queries;
    private final AuditTrail audit;

    LockRoutes(Locks locks, LockQueries queries, AuditTrail audit) {
        this.locks = locks;
        this.queries = queries;
        this.audit = audit;
    }

    void register(RestApi api, Snapshots snapshots) {
        api.get("/locks", snapshots.of(this::list))
                .delete("/locks/{resource}", this::delete)
                .post("/locks/{resource}/verify", this::verify);
    }

    /** {@code resource}, or {@code prefix} with {@code after} and {@code limit}; without either, all of the tenant. */
    private Future<ApiAnswer> list(ApiRequest request) {
        var query = request.query();
        var asked = query.has("resource") || query.has("prefix") ? query : query.with("prefix", "");
        return queries.get(request.caller().tenant(), asked).map(ApiAnswer::ok);
    }

    /** Takes the lock from its holder, who is told the {@code reason} of the query; who waits first gets it. */
    private Future<ApiAnswer> delete(ApiRequest request) {
        var caller = request.caller();
        LockRights.mayBreak(caller);
        var resource = LockFields.resource(request.path("resource"));
        var reason = LockFields.optionalReason(request.query()).orElse("");
        return locks.breakLock(caller.tenant(), resource, LockRights.words(caller, reason))
                .map(broken -> {
                    var lock = broken.orElseThrow(() -> Refusal.notFound(resource + " is not locked"));
                    LockRights.record(audit, caller, resource, lock.person(), reason);
                    return ApiAnswer.ok(LockJson.mine(lock));
                });
    }

    /** {@code {fence}}: 200 with the lock when it is the present one, 409 when not, as a store would answer to {@code If-Match}. */
    private Future<ApiAnswer> verify(ApiRequest request) {
        var resource = LockFields.resource(request.path("resource"));
        var fence = request.body().eventId("fence");
        return queries.find(request.caller().tenant(), resource).map(found -> {
            var lock = found.filter(current -> current.fence().equals(fence));
            return ApiAnswer.ok(lock.map(current -> LockJson.of(current).put("valid", true))
                    .orElseThrow(() -> new Refusal(
                            ErrorCode.CONFLICT,
                            "the fence is stale: the lock has expired, was released or has another holder",
                            new JsonObject()
                                    .put("valid", false)
                                    .put("lock", found.map(LockJson::of).orElse(null)))));
        });
    }
}

package io.arauto.gateway.audit;

import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.history.AuditQuery;
import io.arauto.gateway.history.PostgresAudit;
import io.arauto.gateway.rest.ApiAnswer;
import io.arauto.gateway.rest.ApiRequest;
import io.arauto.gateway.rest.RestApi;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code GET /audit}, for administrators and ERP back ends. */
public final class AuditRoutes {
    private final PostgresAudit audit;

    public AuditRoutes(PostgresAudit audit) {
        this.audit = audit;
    }

    public void register(RestApi api) {
        api.get("/audit", this::page);
    }

    private Future<ApiAnswer> page(ApiRequest request) {
        var caller = request.caller();
        if (!caller.administers() && !caller.isService()) {
            throw Refusal.forbidden("the audit is for administrators");
        }
        var query = AuditQuery.of(request.query(), AuditKind.words());
        return audit.newest(caller.tenant(), query).map(records -> ApiAnswer.ok(answer(records, query.limit())));
    }

    private static JsonObject answer(List<JsonObject> records, int limit) {
        var answer = new JsonObject().put("records", new JsonArray(records));
        return records.size() < limit
                ? answer
                : answer.put("next", records.getLast().getString("id"));
    }
}

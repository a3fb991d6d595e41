package io.arauto.gateway.policy;

import io.arauto.broker.Publisher;
import io.arauto.broker.Tenant;
import io.arauto.broker.UserIds;
import io.arauto.gateway.auth.Access;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.definition.Definitions;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.rest.ApiAnswer;
import io.arauto.gateway.rest.ApiRequest;
import io.arauto.gateway.rest.RestApi;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.function.BiFunction;

/** {@code /settings}, {@code /users/{id}/access} and the ending of sessions, for administrators and ERP back ends. */
public final class PolicyRoutes {
    private static final int LONGEST_SESSION_ID = 200;

    private final Policies policies;
    private final PolicyConfig config;
    private final PolicyRegistry registry;
    private final BiFunction<Tenant, String, Future<Void>> hiding;

    /** @param hiding does what is to be done when a user of a tenant must not be shown any more */
    public PolicyRoutes(
            Policies policies,
            PolicyConfig config,
            Definitions definitions,
            Publisher publisher,
            Clock clock,
            BiFunction<Tenant, String, Future<Void>> hiding) {
        this.policies = policies;
        this.config = config;
        this.registry = new PolicyRegistry(definitions, publisher, config.tokenLifetime(), clock);
        this.hiding = hiding;
    }

    public void register(RestApi api) {
        api.get("/settings", this::settings)
                .put("/settings", this::settle)
                .get("/users/{id}/access", this::access)
                .put("/users/{id}/access", this::grant)
                .delete("/users/{id}/sessions", this::endUser)
                .delete("/sessions/{sid}", this::endSession);
    }

    private Future<ApiAnswer> settings(ApiRequest request) {
        requireAdministrator(request.caller());
        return policies.settings(request.caller().tenant())
                .map(Settings::toJson)
                .map(ApiAnswer::ok);
    }

    private Future<ApiAnswer> settle(ApiRequest request) {
        requireAdministrator(request.caller());
        var settings = config.settings().read(request.body());
        return registry.settle(request.caller().tenant(), settings).map(ApiAnswer.ok(settings.toJson()));
    }

    /** Anyone may know what they may. */
    private Future<ApiAnswer> access(ApiRequest request) {
        var userId = userId(request);
        if (!request.caller().userId().equals(userId)) {
            requireAdministrator(request.caller());
        }
        return policies.access(request.caller().tenant(), userId)
                .map(Access::toJson)
                .map(ApiAnswer::ok);
    }

    private Future<ApiAnswer> grant(ApiRequest request) {
        requireAdministrator(request.caller());
        var access = access(request.body());
        var tenant = request.caller().tenant();
        var userId = userId(request);
        return registry.grant(tenant, userId, access)
                .compose(_ -> access.presence() ? Future.<Void>succeededFuture() : hiding.apply(tenant, userId))
                .map(ApiAnswer.ok(access.toJson()));
    }

    private static Access access(Payload payload) {
        return new Access(
                payload.flag("socket", true),
                payload.flag("chat", true),
                payload.flag("notifications", true),
                payload.flag("presence", true));
    }

    /** Users may end their own. */
    private Future<ApiAnswer> endUser(ApiRequest request) {
        var userId = userId(request);
        if (!request.caller().userId().equals(userId)) {
            requireAdministrator(request.caller());
        }
        return registry.revoke(request.caller().tenant(), PolicyName.revokedUser(userId))
                .map(ApiAnswer.nothing());
    }

    private Future<ApiAnswer> endSession(ApiRequest request) {
        var sid = request.path("sid");
        if (!sid.equals(request.caller().applicationSession())) {
            requireAdministrator(request.caller());
        }
        if (sid.length() > LONGEST_SESSION_ID) {
            throw Refusal.notFound("there is no such session");
        }
        return registry.revoke(request.caller().tenant(), PolicyName.revokedSession(sid))
                .map(ApiAnswer.nothing());
    }

    private static String userId(ApiRequest request) {
        var userId = request.path("id");
        if (!UserIds.isValid(userId)) {
            throw Refusal.notFound("there is no user " + userId);
        }
        return userId;
    }

    private static void requireAdministrator(Identity caller) {
        if (!caller.administers() && !caller.isService()) {
            throw Refusal.forbidden("this is for administrators");
        }
    }
}

package io.arauto.gateway.policy;

import io.arauto.broker.Tenant;
import io.arauto.gateway.auth.Access;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.auth.Standing;
import io.arauto.gateway.auth.Standings;
import io.arauto.gateway.auth.TokenRefused;
import io.arauto.gateway.auth.TokenRefused.Code;
import io.arauto.gateway.definition.Definitions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the administrators of tenants have decided, read from Redis each time: nothing of it is ever out of date. */
public final class Policies implements Standings {
    private final Definitions definitions;
    private final PolicyConfig config;
    private final Clock clock;

    public Policies(Definitions definitions, PolicyConfig config, Clock clock) {
        this.definitions = definitions;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Future<Identity> ofCaller(Identity user) {
        return concerning(user).map(found -> user.with(standing(user, found)));
    }

    @Override
    public Future<Identity> ofClient(Identity user) {
        return concerning(user).map(found -> {
            var standing = standing(user, found);
            if (!settings(found).socketEnabled()) {
                throw new TokenRefused(Code.SOCKET_DISABLED, "real-time communication is switched off");
            }
            if (!standing.access().socket()) {
                throw new TokenRefused(Code.ACCESS_DENIED, "this user may not connect");
            }
            return user.with(standing);
        });
    }

    private Future<Map<String, JsonObject>> concerning(Identity user) {
        return definitions.some(user.tenant(), PolicyName.concerning(user));
    }

    private Standing standing(Identity user, Map<String, JsonObject> found) {
        var now = clock.instant();
        var revoked = found.entrySet().stream()
                .filter(policy -> PolicyName.isRevocation(policy.getKey()))
                .anyMatch(policy -> Revocation.of(policy.getValue()).covers(user, now));
        if (revoked) {
            throw new TokenRefused(Code.TOKEN_REVOKED, "the session was ended by an administrator");
        }
        return new Standing(access(found, user.userId()), settings(found).limits());
    }

    Future<Settings> settings(Tenant tenant) {
        return definitions.some(tenant, List.of(PolicyName.SETTINGS)).map(this::settings);
    }

    Future<Access> access(Tenant tenant, String userId) {
        return definitions.some(tenant, List.of(PolicyName.access(userId))).map(found -> access(found, userId));
    }

    private Settings settings(Map<String, JsonObject> found) {
        return Optional.ofNullable(found.get(PolicyName.SETTINGS))
                .map(Settings::of)
                .orElseGet(config::settings);
    }

    private static Access access(Map<String, JsonObject> found, String userId) {
        return Optional.ofNullable(found.get(PolicyName.access(userId)))
                .map(Access::of)
                .orElse(Access.FULL);
    }
}

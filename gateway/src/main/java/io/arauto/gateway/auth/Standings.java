package io.arauto.gateway.auth;

import io.vertx.core.Future;

/** Knows what the administrators of tenants have decided about their users. */
public interface Standings {
    /** Of one who calls the API; fails with {@link TokenRefused} when the token was revoked. */
    Future<Identity> ofCaller(Identity user);

    /** Of one who connects; fails with {@link TokenRefused} also when the user, or the whole tenant, may not. */
    Future<Identity> ofClient(Identity user);
}

package io.arauto.testkit;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Someone with a token, as an ERP back end would issue it. */
public record TestUser(String tenant, String id, String username, List<String> permissions, boolean isPrincipal) {

    public TestUser {
        permissions = List.copyOf(permissions);
    }

    public static TestUser of(String tenant, String id, String username, String... permissions) {
        return new TestUser(tenant, id, username, List.of(permissions), false);
    }

    /** May do everything inside the tenant. */
    public static TestUser principal(String tenant, String id, String username) {
        return new TestUser(tenant, id, username, List.of("chat"), true);
    }

    /** A back end of the tenant. */
    public static TestUser service(String tenant) {
        return new TestUser(tenant, "service", "service", List.of("service"), false);
    }

    /** The claims of the contract; add or replace some before signing them with {@link Tokens#sign}. */
    public JsonObject claims(Duration validity) {
        return new JsonObject()
                .put("userId", id)
                .put("username", username)
                .put("tenantHash", tenant)
                .put("permissions", permissions)
                .put("isPrincipal", isPrincipal)
                .put("exp", Instant.now().plus(validity).getEpochSecond());
    }

    /** Signed with {@link Tokens#SECRET}, good for an hour. */
    public String token() {
        return token(Duration.ofHours(1));
    }

    public String token(Duration validity) {
        return Tokens.sign(claims(validity), Tokens.SECRET);
    }
}

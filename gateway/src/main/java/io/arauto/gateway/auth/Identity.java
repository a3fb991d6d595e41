package io.arauto.gateway.auth;

import io.arauto.broker.Tenant;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user as a verified token states it; the only source of a tenant.
 *
 * @param principal may do everything inside its own tenant
 * @param applicationSession the ERP's own session ({@code sid}), by which tokens are revoked together
 */
public record Identity(
        Tenant tenant,
        String userId,
        String username,
        String name,
        @Nullable String department,
        Set<String> permissions,
        boolean principal,
        Instant expiresAt,
        @Nullable String applicationSession) {
    private static final String SERVICE = "service";
    private static final String ADMIN = "admin";

    public boolean may(String permission) {
        return permissions.contains(permission);
    }

    /** An ERP back end rather than a person. */
    public boolean isService() {
        return may(SERVICE);
    }

    /** Whether it may see to what is others' inside its tenant. */
    public boolean administers() {
        return principal || may(ADMIN);
    }

    /** {@code {userId, username, name}}: how others see the author of something. */
    public JsonObject author() {
        return new JsonObject().put("userId", userId).put("username", username).put("name", name);
    }
}

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
 * @param issuedAt when the token was issued; {@link Instant#EPOCH} when it does not say
 * @param applicationSession the ERP's own session ({@code sid}), by which tokens are revoked together
 * @param standing what the tenant's administrators let the user do
 */
public record Identity(
        Tenant tenant,
        String userId,
        String username,
        String name,
        @Nullable String department,
        Set<String> permissions,
        boolean principal,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable String applicationSession,
        Standing standing) {
    private static final String SERVICE = "service";
    private static final String ADMIN = "admin";
    private static final String CHAT = "chat";

    /** The same user with another standing. */
    public Identity with(Standing other) {
        return new Identity(
                tenant,
                userId,
                username,
                name,
                department,
                permissions,
                principal,
                issuedAt,
                expiresAt,
                applicationSession,
                other);
    }

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

    /** Whether it may chat where it may write. */
    public boolean mayChat() {
        return (principal || isService() || may(CHAT)) && standing.access().chat();
    }

    /** What it may publish within a minute; 0 for any number, as ERP back ends may. */
    public int messagesPerMinute() {
        return isService() ? 0 : standing.limits().messagesPerMinute();
    }

    /** {@code {userId, username, name}}: how others see the author of something. */
    public JsonObject author() {
        return new JsonObject().put("userId", userId).put("username", username).put("name", name);
    }
}

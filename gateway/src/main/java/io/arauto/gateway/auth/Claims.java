package io.arauto.gateway.auth;

import io.arauto.broker.InvalidName;
import io.arauto.broker.Tenant;
import io.arauto.broker.UserIds;
import io.arauto.gateway.auth.TokenRefused.Code;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The claims of a token whose signature is good, as ERP back ends issue them; each is checked and bounded. */
final class Claims {
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_PERMISSIONS = 200;
    private static final long LAST_SECOND = 253_402_300_799L;

    private final JsonObject json;

    Claims(JsonObject json) {
        this.json = json;
    }

    /** Throws {@link TokenRefused}. */
    Identity identity() {
        var userId = userId();
        var username = text("username").orElse(userId);
        return new Identity(
                tenant(),
                userId,
                username,
                text("name").orElse(username),
                text("department").orElse(null),
                permissions(),
                principal(),
                expiry(),
                text("sid").orElse(null));
    }

    /** Required, unlike in RFC 7519: a token without end can't be a session's. */
    Instant expiry() {
        if (json.getValue("exp") instanceof Number exp && exp.longValue() > 0 && exp.longValue() <= LAST_SECOND) {
            return Instant.ofEpochSecond(exp.longValue());
        }
        throw invalid("exp");
    }

    private Tenant tenant() {
        if (json.getValue("tenantHash") instanceof String name) {
            try {
                return new Tenant(name);
            } catch (InvalidName _) {
                throw invalid("tenantHash");
            }
        }
        throw invalid("tenantHash");
    }

    private String userId() {
        var claim = json.getValue("userId");
        var id = claim instanceof Integer || claim instanceof Long ? claim.toString() : claim;
        if (id instanceof String text && UserIds.isValid(text)) {
            return text;
        }
        throw invalid("userId");
    }

    private Optional<String> text(String claim) {
        var value = json.getValue(claim);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank() && text.length() <= LONGEST_TEXT) {
            return Optional.of(text);
        }
        throw invalid(claim);
    }

    private boolean principal() {
        var value = json.getValue("isPrincipal", false);
        if (value instanceof Boolean principal) {
            return principal;
        }
        throw invalid("isPrincipal");
    }

    private Set<String> permissions() {
        if (!(json.getValue("permissions", new JsonArray()) instanceof JsonArray array)
                || array.size() > MOST_PERMISSIONS) {
            throw invalid("permissions");
        }
        var permissions = new HashSet<String>();
        for (var value : array) {
            if (!(value instanceof String permission) || permission.length() > LONGEST_TEXT) {
                throw invalid("permissions");
            }
            permissions.add(permission);
        }
        return Set.copyOf(permissions);
    }

    private static TokenRefused invalid(String claim) {
        return new TokenRefused(Code.TOKEN_INVALID, "claim " + claim);
    }
}

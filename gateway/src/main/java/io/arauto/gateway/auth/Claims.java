package io.arauto.gateway.auth;

import io.arauto.broker.InvalidName;
import io.arauto.broker.Tenant;
import io.arauto.broker.UserIds;
import io.arauto.gateway.auth.TokenRefused.Code;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claims of a token, as ERP back ends issue them; each is checked and bounded. What users share is kept once for all of them. */
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
                issue(),
                expiry(),
                session(),
                Standing.UNRESTRICTED);
    }

    /** Required, unlike in RFC 7519: a token without end can't be a session's. */
    Instant expiry() {
        return time("exp").orElseThrow(() -> invalid("exp", "a time in seconds since 1970"));
    }

    Instant beginning() {
        return time("nbf").orElse(Instant.EPOCH);
    }

    private Instant issue() {
        return time("iat").orElse(Instant.EPOCH);
    }

    private Optional<Instant> time(String claim) {
        var value = json.getValue(claim);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= LAST_SECOND) {
            return Optional.of(Instant.ofEpochSecond(number.longValue()));
        }
        throw invalid(claim, "a time in seconds since 1970");
    }

    private Tenant tenant() {
        if (json.getValue("tenantHash") instanceof String name) {
            try {
                return new Tenant(name.intern());
            } catch (InvalidName _) {
                throw invalid("tenantHash", "1 to 64 of A-Z a-z 0-9 _ . -");
            }
        }
        throw invalid("tenantHash", "1 to 64 of A-Z a-z 0-9 _ . -");
    }

    private String userId() {
        if (id("userId") instanceof String text && UserIds.isValid(text)) {
            return text;
        }
        throw invalid("userId", "a whole number or 1 to 48 of A-Z a-z 0-9 _ . @ -");
    }

    /** Keys of an ERP's records are numbers as often as text. */
    private @Nullable Object id(String claim) {
        var value = json.getValue(claim);
        return value instanceof Integer || value instanceof Long || value instanceof BigInteger
                ? value.toString()
                : value;
    }

    private @Nullable String session() {
        return text("sid", id("sid")).orElse(null);
    }

    private Optional<String> text(String claim) {
        return text(claim, json.getValue(claim));
    }

    /** Blank text counts as none: ERP records have empty fields. */
    private static Optional<String> text(String claim, @Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && text.length() <= LONGEST_TEXT) {
            return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
        }
        throw invalid(claim, "text of up to " + LONGEST_TEXT + " characters");
    }

    private boolean principal() {
        var value = json.getValue("isPrincipal");
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw invalid("isPrincipal", "true or false");
    }

    private Set<String> permissions() {
        var takes = "an array of up to " + MOST_PERMISSIONS + " texts";
        var value = json.getValue("permissions");
        if (value == null) {
            return Set.of();
        }
        if (!(value instanceof JsonArray array) || array.size() > MOST_PERMISSIONS) {
            throw invalid("permissions", takes);
        }
        var permissions = new HashSet<String>();
        for (var element : array) {
            if (!(element instanceof String permission) || permission.length() > LONGEST_TEXT) {
                throw invalid("permissions", takes);
            }
            permissions.add(permission.intern());
        }
        return Set.copyOf(permissions);
    }

    private static TokenRefused invalid(String claim, String takes) {
        return new TokenRefused(Code.TOKEN_INVALID, claim + " takes " + takes);
    }
}

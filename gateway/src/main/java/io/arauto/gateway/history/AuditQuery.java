package io.arauto.gateway.history;

import io.arauto.broker.UserIds;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * Which records of the audit are wanted, from the newest on.
 *
 * @param before where the page before ended
 */
public record AuditQuery(
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> kind,
        Optional<String> userId,
        Optional<AuditPosition> before,
        int limit) {
    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final int LONGEST_TIME = 40;

    /** @param kinds that there are */
    public static AuditQuery of(Payload query, List<String> kinds) {
        return new AuditQuery(
                time(query, "from"),
                time(query, "to"),
                query.has("kind") ? Optional.of(query.oneOf("kind", kinds)) : Optional.empty(),
                query.optionalName("user", UserIds::isValid, "a user id"),
                query.optionalName("before", AuditPosition::isValid, "the next of the page before")
                        .map(AuditPosition::parse),
                query.integer("limit", USUAL, 1, MOST));
    }

    private static Optional<Instant> time(Payload query, String field) {
        return query.optionalText(field, LONGEST_TIME).map(text -> {
            try {
                return Instant.ofEpochMilli(
                        OffsetDateTime.parse(text).toInstant().toEpochMilli());
            } catch (DateTimeParseException | ArithmeticException _) {
                throw Refusal.invalid(field, "a time, RFC 3339, such as 2026-12-01T08:00:00-03:00");
            }
        });
    }
}

package io.arauto.gateway.presence;

import io.arauto.broker.Tenant;
import io.arauto.broker.presence.Presence;
import io.arauto.gateway.event.Payload;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/** {@code presence:list} and {@code GET /presence}: users in order of their newest changes, in pages. */
final class PresenceList {
    private static final int LONGEST_DEPARTMENT = 100;
    private static final int MOST = 1_000;
    private static final int AT_ONCE = 1_000;
    /** One request looks at so many times {@link #AT_ONCE} users at most, however few are of the department. */
    private static final int READS = 20;

    private static final Pattern CURSOR = Pattern.compile("\\d{1,15}");

    private final Presence presence;
    private final int mostCharacters;

    /** @param mostCharacters of one page */
    PresenceList(Presence presence, int mostCharacters) {
        this.presence = presence;
        this.mostCharacters = mostCharacters;
    }

    /** {@code {department?, after?, limit?}} → {@code {users, next?}}; {@code next} is the {@code after} of the next page. */
    Future<JsonObject> list(Tenant tenant, Payload payload) {
        var page = new Page(
                payload.integer("limit", MOST, 1, MOST),
                mostCharacters,
                payload.optionalText("department", LONGEST_DEPARTMENT).orElse(null));
        return fill(
                tenant,
                page,
                payload.optionalName("after", CURSOR.asMatchPredicate(), "the next of a page")
                        .map(Long::parseLong)
                        .orElse(0L),
                READS);
    }

    private Future<JsonObject> fill(Tenant tenant, Page page, long after, int reads) {
        return presence.after(tenant, after, AT_ONCE).compose(changes -> {
            for (var change : changes.users()) {
                if (!page.takes(change)) {
                    return Future.succeededFuture(page.answer(true));
                }
            }
            return changes.complete() || reads == 1
                    ? Future.succeededFuture(page.answer(!changes.complete()))
                    : fill(tenant, page, changes.upTo(), reads - 1);
        });
    }
}

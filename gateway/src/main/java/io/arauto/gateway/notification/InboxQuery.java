package io.arauto.gateway.notification;

import io.arauto.broker.EventId;
import io.arauto.gateway.event.Payload;
import java.util.List;
import java.util.Optional;

/** Which notifications of an inbox are wanted. */
record InboxQuery(boolean unread, Optional<EventId> before, int limit) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;
    private static final List<String> FLAGS = List.of("true", "false");

    /** {@code {unread?, before?, limit?}}. */
    static InboxQuery of(Payload payload) {
        return of(payload, payload.flag("unread", false));
    }

    /** As parameters of a URL, where everything is text. */
    static InboxQuery ofUrl(Payload query) {
        return of(query, query.has("unread") && query.oneOf("unread", FLAGS).equals("true"));
    }

    private static InboxQuery of(Payload payload, boolean unread) {
        return new InboxQuery(
                unread, payload.optionalEventId("before"), payload.integer("limit", DEFAULT_LIMIT, 1, MOST));
    }
}

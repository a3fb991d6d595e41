package io.arauto.gateway.history;

import io.arauto.broker.EventId;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import java.util.Optional;

/**
 * Which messages of a conversation are wanted: the newest, those next to an id, or those with certain words.
 *
 * @param words full-text search in Portuguese, as web search engines take it
 */
public record HistoryQuery(Optional<EventId> before, Optional<EventId> after, Optional<String> words, int limit) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;
    private static final int LONGEST_WORDS = 200;

    /** {@code {before?, after?, limit?, q?}}. */
    public static HistoryQuery of(Payload payload) {
        var query = new HistoryQuery(
                payload.optionalEventId("before"),
                payload.optionalEventId("after"),
                payload.optionalText("q", LONGEST_WORDS),
                payload.integer("limit", DEFAULT_LIMIT, 1, MOST));
        if (query.after.isPresent() && (query.before.isPresent() || query.words.isPresent())) {
            throw Refusal.invalid("after", "an event id, without before and q");
        }
        return query;
    }
}

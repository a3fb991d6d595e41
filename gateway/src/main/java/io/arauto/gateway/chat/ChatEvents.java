package io.arauto.gateway.chat;

import io.arauto.gateway.channel.Conversations;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.history.History;
import io.arauto.gateway.history.HistoryQuery;
import io.arauto.gateway.session.Session;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code chat:send}, {@code chat:typing}, {@code chat:read} and {@code chat:history}. */
public final class ChatEvents {
    private final Chat chat;
    private final ReadMarks marks;
    private final Conversations conversations;
    private final History history;

    public ChatEvents(Chat chat, ReadMarks marks, Conversations conversations, History history) {
        this.chat = chat;
        this.marks = marks;
        this.conversations = conversations;
        this.history = history;
    }

    public void register(EventRouter<Session> events) {
        events.on("chat:send", (session, payload) -> chat.send(session.identity(), payload))
                .on("chat:typing", (session, payload) -> chat.typing(session.identity(), session.id(), payload))
                .on("chat:read", (session, payload) -> marks.mark(session.identity(), payload))
                .on("chat:history", this::history);
    }

    private Future<JsonObject> history(Session session, Payload payload) {
        var reader = session.identity();
        var channel = conversations.toRead(reader, payload).channel();
        return history.page(reader.tenant(), channel, HistoryQuery.of(payload)).map(page -> page.toJson());
    }
}

package io.arauto.gateway.chat;

import io.arauto.broker.Publisher;
import io.arauto.broker.ReadCursors;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.channel.Conversations;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.history.History;
import io.arauto.gateway.history.HistoryPage;
import io.arauto.gateway.history.HistoryQuery;
import io.arauto.gateway.rest.ApiAnswer;
import io.arauto.gateway.rest.ApiRequest;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.session.Session;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The events {@code chat:…}, and what of it ERP back ends need by REST. */
public final class ChatEvents {
    private final Chat chat;
    private final ChatChanges changes;
    private final ReadMarks marks;
    private final Conversations conversations;
    private final History history;

    public ChatEvents(Conversations conversations, History history, ReadCursors cursors, Publisher publisher) {
        this.chat = new Chat(conversations, publisher);
        this.changes = new ChatChanges(conversations, history, publisher);
        this.marks = new ReadMarks(conversations, cursors, history, publisher);
        this.conversations = conversations;
        this.history = history;
    }

    public void register(EventRouter<Session> events) {
        events.on("chat:send", (session, payload) -> chat.send(session.identity(), payload))
                .on("chat:edit", (session, payload) -> changes.edit(session.identity(), payload))
                .on("chat:delete", (session, payload) -> changes.delete(session.identity(), payload))
                .on("chat:typing", (session, payload) -> chat.typing(session.identity(), session.id(), payload))
                .on("chat:read", (session, payload) -> marks.mark(session.identity(), payload))
                .on("chat:history", (session, payload) -> page(session.identity(), payload, HistoryQuery.of(payload)));
    }

    public void register(RestApi api) {
        api.post(
                        "/messages",
                        request -> chat.send(request.caller(), request.body()).map(ApiAnswer::accepted))
                .get("/channels/{channel}/messages", this::history);
    }

    private Future<ApiAnswer> history(ApiRequest request) {
        var conversation = Payload.of(new JsonObject().put("channel", request.path("channel")));
        return page(request.caller(), conversation, HistoryQuery.of(request.query("limit")))
                .map(ApiAnswer::ok);
    }

    private Future<JsonObject> page(Identity reader, Payload conversation, HistoryQuery query) {
        var channel = conversations.toRead(reader, conversation).channel();
        return history.page(reader.tenant(), channel, query).map(HistoryPage::toJson);
    }
}

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
                .on("chat:history", (session, payload) -> page(session.identity(), payload));
    }

    public void register(RestApi api) {
        api.post(
                        "/messages",
                        request -> chat.send(request.caller(), request.body()).map(ApiAnswer::accepted))
                .get("/channels/{name}/messages", this::history);
    }

    /** {@code chat:send}, for whoever else may ask for it. */
    public Future<JsonObject> send(Identity sender, Payload payload) {
        return chat.send(sender, payload);
    }

    /** {@code lastId} is read first: whatever comes after it is news to the reader of this page. */
    private Future<ApiAnswer> history(ApiRequest request) {
        var reader = request.caller();
        var query = HistoryQuery.of(request.query());
        var channel = channel(reader, Payload.of(new JsonObject().put("channel", request.path("name"))));
        return history.lastId(reader.tenant(), channel)
                .compose(lastId -> history.page(reader.tenant(), channel, query)
                        .map(page -> ApiAnswer.ok(page.toJson().put("lastId", lastId.toString()))));
    }

    private Future<JsonObject> page(Identity reader, Payload payload) {
        return history.page(reader.tenant(), channel(reader, payload), HistoryQuery.of(payload))
                .map(HistoryPage::toJson);
    }

    private String channel(Identity reader, Payload payload) {
        return conversations.toRead(reader, payload).channel();
    }
}

package io.arauto.gateway.chat;

import io.arauto.broker.EventId;
import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.Publisher;
import io.arauto.broker.ReadCursors;
import io.arauto.broker.ReadCursors.Moved;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.channel.Conversation;
import io.arauto.gateway.channel.Conversations;
import io.arauto.gateway.event.OutgoingEvent;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.history.History;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** How far a user has read a conversation, for the user's other devices and for the others to see. */
public final class ReadMarks {
    private final Conversations conversations;
    private final ReadCursors cursors;
    private final History history;
    private final Publisher publisher;

    public ReadMarks(Conversations conversations, ReadCursors cursors, History history, Publisher publisher) {
        this.conversations = conversations;
        this.cursors = cursors;
        this.history = history;
        this.publisher = publisher;
    }

    /** {@code {channel, id}} → {@code {unread}}. A mark never moves back. */
    Future<JsonObject> mark(Identity reader, Payload payload) {
        var conversation = conversations.toRead(reader, payload);
        var message = payload.eventId("id");
        return move(reader, conversation.channel(), message)
                .compose(moved -> moved.changed()
                        ? announce(reader, conversation, message).map(moved)
                        : Future.succeededFuture(moved))
                .map(moved -> new JsonObject().put("unread", moved.unread()));
    }

    private Future<Moved> move(Identity reader, String channel, EventId message) {
        var tenant = reader.tenant();
        return cursors.mark(tenant, reader.userId(), channel, message, null)
                .compose(moved -> moved.map(Future::succeededFuture)
                        .orElseGet(() -> history.ordinal(tenant, channel, message)
                                .compose(ordinal -> cursors.mark(
                                        tenant,
                                        reader.userId(),
                                        channel,
                                        message,
                                        ordinal.orElseThrow(() -> Refusal.notFound("there is no message " + message))))
                                .map(known -> known.orElseThrow())));
    }

    private Future<Void> announce(Identity reader, Conversation conversation, EventId message) {
        var event = new JsonObject()
                .put("channel", conversation.channel())
                .put("userId", reader.userId())
                .put("id", message.toString());
        return publisher
                .publish(Publication.of(
                        reader.tenant(),
                        conversation.audience(),
                        EventKind.READ,
                        OutgoingEvent.about("chat:read", event)))
                .mapEmpty();
    }
}

package io.arauto.gateway.chat;

import io.arauto.broker.EventId;
import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.Publisher;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.channel.Conversation;
import io.arauto.gateway.channel.Conversations;
import io.arauto.gateway.event.OutgoingEvent;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.history.History;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Edits and deletions: the message goes out again as it reads now, under its own id; it does not count as unread again. */
final class ChatChanges {
    private static final String MODERATOR = "admin";

    private final Conversations conversations;
    private final History history;
    private final Publisher publisher;

    ChatChanges(Conversations conversations, History history, Publisher publisher) {
        this.conversations = conversations;
        this.history = history;
        this.publisher = publisher;
    }

    /** {@code {channel, id, text}} → {@code {id}}. */
    Future<JsonObject> edit(Identity editor, Payload payload) {
        var text = payload.text("text", Chat.LONGEST_TEXT);
        return change(editor, payload, message -> {
            if (isDeleted(message)) {
                throw unknown(payload.eventId("id"));
            }
            return Optional.of(message.put("text", text));
        });
    }

    /** {@code {channel, id}} → {@code {id}}. What was said is gone from history; that something was said is not. */
    Future<JsonObject> delete(Identity editor, Payload payload) {
        return change(
                editor,
                payload,
                message -> isDeleted(message)
                        ? Optional.empty()
                        : Optional.of(message.put("text", "").put("deleted", true)));
    }

    private interface Change {
        /** The message as it is to read, or nothing when it already does. */
        Optional<JsonObject> of(JsonObject message);
    }

    private Future<JsonObject> change(Identity editor, Payload payload, Change change) {
        if (!editor.standing().access().chat()) {
            throw Refusal.forbidden("no permission to chat");
        }
        var conversation =
                mayModerate(editor) ? conversations.toRead(editor, payload) : conversations.toWrite(editor, payload);
        var id = payload.eventId("id");
        return history.find(editor.tenant(), conversation.channel(), id)
                .map(found -> changeable(editor, found.orElseThrow(() -> unknown(id))))
                .map(change::of)
                .compose(changed -> changed.isPresent()
                        ? publish(editor, conversation, changed.get())
                        : Future.<Void>succeededFuture())
                .map(new JsonObject().put("id", id.toString()));
    }

    private Future<Void> publish(Identity editor, Conversation conversation, JsonObject message) {
        return publisher
                .publish(Publication.of(
                                editor.tenant(),
                                conversation.topics(),
                                EventKind.EDIT,
                                OutgoingEvent.changed("chat:message", message, "editedAt"))
                        .limited(editor.userId(), editor.messagesPerMinute()))
                .mapEmpty();
    }

    /** A copy of the message without what a change says anew. */
    private static JsonObject changeable(Identity editor, JsonObject message) {
        var author = message.getJsonObject("from").getString("userId");
        if (!author.equals(editor.userId()) && !mayModerate(editor)) {
            throw Refusal.forbidden("a message of someone else");
        }
        var copy = message.copy();
        copy.remove("editedAt");
        return copy;
    }

    private static boolean isDeleted(JsonObject message) {
        return message.containsKey("deleted");
    }

    private static boolean mayModerate(Identity user) {
        return user.principal() || user.may(MODERATOR);
    }

    private static Refusal unknown(EventId id) {
        return Refusal.notFound("there is no message " + id);
    }
}

package io.arauto.gateway.chat;

import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.Publisher;
import io.arauto.broker.Timestamps;
import io.arauto.broker.TopicAddress;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.channel.Conversations;
import io.arauto.gateway.event.OutgoingEvent;
import io.arauto.gateway.event.Payload;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Sending chat messages, and showing that one is being written. */
public final class Chat {
    /** Characters of one message. */
    public static final int LONGEST_TEXT = 10_000;

    private final Conversations conversations;
    private final Publisher publisher;

    public Chat(Conversations conversations, Publisher publisher) {
        this.conversations = conversations;
        this.publisher = publisher;
    }

    /**
     * {@code {channel or to, text, clientMsgId?}} → {@code {id, channel, timestamp}}. The same {@code clientMsgId} in the same
     * conversation is sent once and answered alike.
     */
    public Future<JsonObject> send(Identity sender, Payload payload) {
        var conversation = conversations.toWrite(sender, payload);
        var key = payload.clientKey("clientMsgId");
        var message = new JsonObject()
                .put("channel", conversation.channel())
                .put("from", sender.author())
                .put("text", payload.text("text", LONGEST_TEXT));
        key.ifPresent(value -> message.put("clientMsgId", value));
        var publication = Publication.of(
                        sender.tenant(),
                        conversation.topics(),
                        EventKind.MESSAGE,
                        OutgoingEvent.created("chat:message", message))
                .counted(conversation.channel(), sender.userId())
                .limited(sender.userId(), sender.messagesPerMinute());
        return publisher
                .publish(key.map(value -> publication.once(sender.userId(), conversation.channel() + ':' + value))
                        .orElse(publication))
                .map(published -> new JsonObject()
                        .put("id", published.id().toString())
                        .put("channel", conversation.channel())
                        .put("timestamp", Timestamps.text(published.id().time())));
    }

    /** {@code {channel or to, typing}} → {@code {}}; nobody misses it. */
    Future<JsonObject> typing(Identity writer, String session, Payload payload) {
        var conversation = conversations.toWrite(writer, payload);
        var event = OutgoingEvent.ephemeral(
                "chat:typing",
                new JsonObject()
                        .put("channel", conversation.channel())
                        .put("userId", writer.userId())
                        .put("typing", payload.flag("typing", true)));
        conversation
                .audience()
                .forEach(topic -> publisher.publishEphemeral(new TopicAddress(writer.tenant(), topic), session, event));
        return Future.succeededFuture(new JsonObject());
    }
}

package io.arauto.gateway.notification;

import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.Publisher;
import io.arauto.broker.Topic;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.channel.Channels;
import io.arauto.gateway.channel.Conversations;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.OutgoingEvent;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.rest.ApiAnswer;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.session.Session;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code notification}: what an ERP module tells a channel or a user. */
public final class Notifications {
    private static final List<String> TYPES = List.of("success", "info", "warning", "error");
    private static final String SYSTEM = "sistema";
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_MESSAGE = 4_000;
    private static final int LONGEST_ACTION = 1_000;

    private final Channels channels;
    private final Publisher publisher;

    public Notifications(Channels channels, Publisher publisher) {
        this.channels = channels;
        this.publisher = publisher;
    }

    public void register(EventRouter<Session> events) {
        events.on("notification", (session, payload) -> send(session.identity(), payload));
    }

    public void register(RestApi api) {
        api.post(
                "/notifications",
                request -> send(request.caller(), request.body()).map(ApiAnswer::accepted));
    }

    /** {@code {channel or to, type, title, message, module?, action?, urgent?, groupKey?, groupTitle?, data?, clientMsgId?}} → {@code {id}}. */
    public Future<JsonObject> send(Identity sender, Payload payload) {
        var topic = topic(sender, payload);
        var body = OutgoingEvent.created("notification", notification(sender, topic, payload));
        var publication = Publication.of(sender.tenant(), List.of(topic), EventKind.NOTIFICATION, body)
                .countedInItsTopic()
                .limited(sender.userId(), sender.messagesPerMinute());
        return publisher
                .publish(payload.clientKey("clientMsgId")
                        .map(key -> publication.once(sender.userId(), "notification:" + topic + ':' + key))
                        .orElse(publication))
                .map(published -> new JsonObject().put("id", published.id().toString()));
    }

    /** What the system tells goes to its administrators, in their channel, whatever channel was named. */
    private Topic topic(Identity sender, Payload payload) {
        if (Conversations.isDirect(payload, "to")) {
            return Topic.user(Conversations.userId(payload, "to"));
        }
        var isSystem = payload.value("module").filter(SYSTEM::equals).isPresent();
        var name = isSystem ? SYSTEM : Conversations.channelName(payload);
        return Topic.channel(channels.writable(sender, name).name());
    }

    private static JsonObject notification(Identity sender, Topic topic, Payload payload) {
        var notification = new JsonObject();
        if (topic.kind() == Topic.Kind.CHANNEL) {
            notification.put("channel", topic.name());
        }
        notification
                .put("type", payload.oneOf("type", TYPES))
                .put("title", payload.text("title", LONGEST_TITLE))
                .put("message", payload.text("message", LONGEST_MESSAGE))
                .put("user", sender.author());
        payload.optionalName("module", Topic::isName, "a module name").ifPresent(it -> notification.put("module", it));
        payload.optionalText("action", LONGEST_ACTION).ifPresent(action -> notification.put("action", action));
        if (payload.flag("urgent", false)) {
            notification.put("urgent", true);
        }
        payload.clientKey("groupKey").ifPresent(key -> notification.put("groupKey", key));
        payload.optionalText("groupTitle", LONGEST_TITLE).ifPresent(title -> notification.put("groupTitle", title));
        payload.value("data").ifPresent(data -> notification.put("data", data));
        return notification;
    }
}

package io.arauto.gateway.notification;

import io.arauto.broker.EventId;
import io.arauto.broker.EventKind;
import io.arauto.broker.NotificationMarks.Marked;
import io.arauto.broker.Publication;
import io.arauto.broker.Publisher;
import io.arauto.broker.ReadState;
import io.arauto.broker.Topic;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.OutgoingEvent;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.history.NotificationHistory;
import io.arauto.gateway.history.NotificationHistory.Page;
import io.arauto.gateway.history.StoredNotification;
import io.arauto.gateway.session.ListeningRights;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;

/**
 * A user's notifications, personal ones and those of all channels that the user may read, whether or not any device got them. What is
 * read on one device is read on all.
 */
final class Inbox {
    private final ListeningRights rights;
    private final NotificationHistory history;
    private final Publisher publisher;

    Inbox(ListeningRights rights, NotificationHistory history, Publisher publisher) {
        this.rights = rights;
        this.history = history;
        this.publisher = publisher;
    }

    /** {@code {notifications, unread, next?}}, from the newest on, each with {@code read}; {@code next} is the next {@code before}. */
    Future<JsonObject> list(Identity reader, InboxQuery query) {
        return history.page(
                        reader.tenant(), reader.userId(), topics(reader), query.before(), query.unread(), query.limit())
                .map(page -> answer(page, query));
    }

    private static JsonObject answer(Page page, InboxQuery query) {
        var list = new JsonArray();
        for (var notification : page.notifications()) {
            list.add(notification.payload().put("read", isRead(page, notification)));
        }
        var answer = new JsonObject()
                .put("notifications", list)
                .put("unread", unread(page.states().values()));
        return list.size() == query.limit()
                ? answer.put("next", page.notifications().getLast().id().toString())
                : answer;
    }

    private static boolean isRead(Page page, StoredNotification notification) {
        var state = page.states().get(notification.topic());
        return state != null && state.read().contains(notification.ordinal());
    }

    /** {@code {id}}, that one, or {@code {upTo}}, that one and all older ones → {@code {unread}}. Nothing becomes unread again. */
    Future<JsonObject> read(Identity reader, Payload payload) {
        if (payload.has("id") == payload.has("upTo")) {
            throw Refusal.invalid("id", "the id of a notification, or else upTo");
        }
        var field = payload.has("id") ? "id" : "upTo";
        var id = payload.eventId(field);
        var tenant = reader.tenant();
        var marked = payload.has("id")
                ? history.markOne(tenant, reader.userId(), topics(reader), id)
                : history.markUpTo(tenant, reader.userId(), topics(reader), id);
        return marked.compose(mark -> answer(reader, mark, field, id));
    }

    private Future<JsonObject> answer(Identity reader, Marked marked, String field, EventId id) {
        var answer = new JsonObject().put("unread", unread(marked.states().values()));
        return switch (marked.outcome()) {
            case CHANGED ->
                publisher
                        .publish(Publication.of(
                                reader.tenant(),
                                List.of(Topic.user(reader.userId())),
                                EventKind.PERSONAL,
                                OutgoingEvent.about(
                                        "notification:read", answer.copy().put(field, id.toString()))))
                        .map(answer);
            case TOO_SCATTERED ->
                Future.failedFuture(new Refusal(
                        ErrorCode.CONFLICT, "too many are unread in between; mark the older ones with upTo"));
            default -> Future.succeededFuture(answer);
        };
    }

    private List<Topic> topics(Identity reader) {
        return List.copyOf(rights.automatic(reader));
    }

    private static long unread(Collection<ReadState> states) {
        return states.stream().mapToLong(ReadState::unread).sum();
    }
}

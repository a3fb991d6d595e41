package io.arauto.gateway.notification;

import io.arauto.broker.Publisher;
import io.arauto.broker.UserIds;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.auth.Standing;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.history.NotificationHistory;
import io.arauto.gateway.rest.ApiAnswer;
import io.arauto.gateway.rest.ApiRequest;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.rest.Snapshots;
import io.arauto.gateway.session.ListeningRights;
import io.arauto.gateway.session.Session;
import io.vertx.core.Future;
import java.util.Set;

/** {@code notification:list} and {@code notification:read}, and the inbox by REST. */
public final class InboxEvents {
    private final Inbox inbox;

    public InboxEvents(ListeningRights rights, NotificationHistory history, Publisher publisher) {
        this.inbox = new Inbox(rights, history, publisher);
    }

    public void register(EventRouter<Session> events) {
        events.on("notification:list", (session, payload) -> inbox.list(allowed(session), InboxQuery.of(payload)))
                .on("notification:read", (session, payload) -> inbox.read(allowed(session), payload));
    }

    public void register(RestApi api, Snapshots snapshots) {
        api.get("/users/{id}/notifications", snapshots.of(this::list));
    }

    private static Identity allowed(Session session) {
        var reader = session.identity();
        if (!reader.standing().access().notifications()) {
            throw Refusal.forbidden("notifications are switched off for this user");
        }
        return reader;
    }

    private Future<ApiAnswer> list(ApiRequest request) {
        var reader = reader(request.caller(), request.path("id"));
        return inbox.list(reader, InboxQuery.ofUrl(request.query())).map(ApiAnswer::ok);
    }

    /**
     * Another's inbox, as far as it is known without the other's token: personal notifications and those of channels that are open to
     * all.
     */
    private static Identity reader(Identity caller, String userId) {
        if (caller.userId().equals(userId)) {
            return caller;
        }
        if (!caller.administers() && !caller.isService()) {
            throw Refusal.forbidden("another user's notifications");
        }
        if (!UserIds.isValid(userId)) {
            throw Refusal.notFound("there is no user " + userId);
        }
        return new Identity(
                caller.tenant(),
                userId,
                userId,
                userId,
                null,
                Set.of(),
                false,
                caller.issuedAt(),
                caller.expiresAt(),
                null,
                Standing.UNRESTRICTED);
    }
}

package io.arauto.gateway.presence;

import io.arauto.broker.Broker;
import io.arauto.broker.Tenant;
import io.arauto.broker.presence.Presence;
import io.arauto.broker.presence.PresenceSettings;
import io.arauto.broker.presence.Status;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.engineio.EngineConfig;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.fanout.Fanout;
import io.arauto.gateway.rest.ApiAnswer;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.rest.Snapshots;
import io.arauto.gateway.session.Recovery;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionListener;
import io.arauto.gateway.session.SessionMemory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** {@code presence:set}, {@code presence:list}, {@code presence:subscribe}, {@code presence:active}, and sessions that come and go. */
public final class PresenceEvents implements SessionListener {
    private static final int LONGEST_MESSAGE = 140;
    private static final int LONGEST_MESSAGE_MINUTES = 30 * 24 * 60;
    private static final List<String> STATUSES =
            Stream.of(Status.values()).map(Status::wire).toList();

    private final Presence presence;
    private final Arrivals arrivals;
    private final Following following;
    private final PresenceList list;

    public PresenceEvents(
            Vertx vertx,
            Broker broker,
            PresenceSettings settings,
            EngineConfig engine,
            Fanout fanout,
            SessionMemory memory) {
        presence = broker.presence(settings);
        arrivals = new Arrivals(presence, settings.awayAfter());
        var pace = Pace.of(engine);
        following = new Following(new Watchers(vertx, presence, fanout, pace), memory, broker.bookmarks());
        list = new PresenceList(presence, pace.mostCharacters());
    }

    /** Connections of dead nodes whose users this one has taken for gone. */
    public long ghosts() {
        return presence.ghosts();
    }

    public void register(EventRouter<Session> events) {
        events.on("presence:set", this::set)
                .on(
                        "presence:list",
                        (session, payload) -> list.list(session.identity().tenant(), payload))
                .on("presence:subscribe", following::subscribe)
                .on("presence:active", (_, _) -> Future.succeededFuture(new JsonObject()));
    }

    public void register(RestApi api, Snapshots snapshots) {
        api.get(
                "/presence",
                snapshots.of(request ->
                        list.list(request.caller().tenant(), request.query()).map(ApiAnswer::ok)));
    }

    /** A user, who may not be connected, is not to be shown any more. */
    public Future<Void> hide(Tenant tenant, String userId) {
        return presence.hide(tenant, userId);
    }

    /** From now on others find out that this node is gone. */
    public void close() {
        presence.close();
    }

    /** A client that comes back by itself says nothing about what its user does. */
    @Override
    public void onOpened(Session session, Recovery recovery) {
        if (isShown(session.identity())) {
            arrivals.arrive(session, recovery == Recovery.NEW);
        }
    }

    @Override
    public void onResumed(Session session) {
        following.resume(session);
    }

    /** An ERP back end is not somebody, and administrators may have users not shown. */
    private static boolean isShown(Identity user) {
        return !user.isService() && user.standing().access().presence();
    }

    @Override
    public void onStanding(Session session) {
        if (isShown(session.identity())) {
            arrivals.arrive(session, false);
        } else if (!session.identity().isService()) {
            arrivals.hide(session);
        }
    }

    @Override
    public void onActivity(Session session) {
        arrivals.active(session);
    }

    @Override
    public void onClosed(Session session, CloseReason reason) {
        arrivals.leave(session);
        following.end(session, reason != CloseReason.CLIENT_DISCONNECT);
    }

    /** {@code {status, message?, messageMinutes?}} → {@code {status}}. */
    private Future<JsonObject> set(Session session, Payload payload) {
        if (session.identity().isService()) {
            throw Refusal.forbidden("a back end has no presence");
        }
        var status = Status.parse(payload.oneOf("status", STATUSES));
        var message = payload.optionalText("message", LONGEST_MESSAGE).orElse(null);
        var messageFor = payload.has("messageMinutes")
                ? Duration.ofMinutes(payload.integer("messageMinutes", 1, 1, LONGEST_MESSAGE_MINUTES))
                : null;
        return arrivals.choose(session, status, message, messageFor)
                .map(_ -> new JsonObject().put("status", status.wire()));
    }
}

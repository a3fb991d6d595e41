package io.arauto.gateway.presence;

import io.arauto.broker.Tenant;
import io.arauto.broker.presence.Presence;
import io.arauto.broker.presence.PresenceSettings;
import io.arauto.broker.presence.Status;
import io.arauto.broker.presence.UserPresence;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.fanout.Fanout;
import io.arauto.gateway.rest.ApiAnswer;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.rest.Snapshots;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionListener;
import io.arauto.gateway.session.SessionMemory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code presence:set}, {@code presence:list}, {@code presence:subscribe}, {@code presence:active}, and sessions that come and go. */
public final class PresenceEvents implements SessionListener {
    private static final String NOTE = "presence";
    private static final int LONGEST_MESSAGE = 140;
    private static final int LONGEST_DEPARTMENT = 100;
    private static final int LONGEST_MESSAGE_MINUTES = 30 * 24 * 60;
    private static final List<String> STATUSES =
            Stream.of(Status.values()).map(Status::wire).toList();

    private final Presence presence;
    private final Arrivals arrivals;
    private final Watchers watchers;
    private final SessionMemory memory;

    public PresenceEvents(
            Vertx vertx, Presence presence, PresenceSettings settings, Fanout fanout, SessionMemory memory) {
        this.presence = presence;
        this.arrivals = new Arrivals(presence, settings.awayAfter());
        this.watchers = new Watchers(vertx, presence, fanout);
        this.memory = memory;
    }

    public void register(EventRouter<Session> events) {
        events.on("presence:set", this::set)
                .on(
                        "presence:list",
                        (session, payload) -> list(session.identity().tenant(), payload))
                .on("presence:subscribe", this::subscribe)
                .on("presence:active", (_, _) -> Future.succeededFuture(new JsonObject()));
    }

    public void register(RestApi api, Snapshots snapshots) {
        api.get(
                "/presence",
                snapshots.of(request ->
                        list(request.caller().tenant(), request.query()).map(ApiAnswer::ok)));
    }

    /** From now on others find out that this node is gone. */
    public void close() {
        presence.close();
    }

    @Override
    public void onOpened(Session session) {
        if (isShown(session.identity())) {
            arrivals.arrive(session);
        }
        session.note(NOTE)
                .map(Watch::parse)
                .filter(watch -> !watch.isNobody())
                .ifPresent(watch -> resume(session, watch));
    }

    /** An ERP back end is not somebody, and administrators may have users not shown. */
    private static boolean isShown(Identity user) {
        return !user.isService() && user.standing().access().presence();
    }

    @Override
    public void onStanding(Session session) {
        if (isShown(session.identity())) {
            arrivals.arrive(session);
        } else {
            arrivals.leave(session);
        }
    }

    @Override
    public void onActivity(Session session) {
        arrivals.active(session);
    }

    @Override
    public void onClosed(Session session, CloseReason reason) {
        arrivals.leave(session);
        watchers.unwatch(session);
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

    /** {@code {department?}} → {@code {users}}. */
    private Future<JsonObject> list(Tenant tenant, Payload payload) {
        var department = payload.optionalText("department", LONGEST_DEPARTMENT);
        Predicate<UserPresence> wanted = user ->
                department.isEmpty() || department.get().equals(user.person().department());
        return presence.snapshot(tenant)
                .map(snapshot ->
                        PresenceJson.of(snapshot.users().stream().filter(wanted).toList()));
    }

    /** {@code {users:[id]}} or {@code {all:true}} → {@code {users}}. */
    private Future<JsonObject> subscribe(Session session, Payload payload) {
        var watch = Watch.of(payload);
        return memory.note(session, NOTE, watch.toNote())
                .compose(_ -> watchers.watch(session, watch))
                .map(PresenceJson::of);
    }

    /** What changed while the client was away is told as a change: the answer to its question came long ago. */
    private void resume(Session session, Watch watch) {
        watchers.watch(session, watch).onSuccess(users -> session.emit("presence:changed", PresenceJson.of(users)));
    }
}

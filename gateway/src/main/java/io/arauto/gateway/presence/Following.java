package io.arauto.gateway.presence;

import io.arauto.broker.presence.Bookmarks;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionMemory;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code presence:subscribe}, over all connections of a session: one that comes back is told what has changed since it was told. */
final class Following {
    private static final String NOTE = "presence";

    private final Watchers watchers;
    private final SessionMemory memory;
    private final Bookmarks bookmarks;

    Following(Watchers watchers, SessionMemory memory, Bookmarks bookmarks) {
        this.watchers = watchers;
        this.memory = memory;
        this.bookmarks = bookmarks;
    }

    /** {@code {users:[id]}} or {@code {all:true}} → {@code {users, more?}}. */
    Future<JsonObject> subscribe(Session session, Payload payload) {
        var watch = Watch.of(payload);
        return memory.note(session, NOTE, watch.toNote())
                .compose(_ -> watchers.watch(session, watch))
                .map(Piece::answer);
    }

    /** Without a bookmark, after the end of its node for one, the client is told everything again. */
    void resume(Session session) {
        if (session.note(NOTE).isPresent()) {
            bookmarks
                    .find(session.identity().tenant(), session.id())
                    .otherwise(0L)
                    .onSuccess(told -> session.note(NOTE)
                            .map(Watch::parse)
                            .filter(watch -> !watch.isNobody())
                            .ifPresent(watch -> watchers.resume(session, watch, told)));
        }
    }

    void end(Session session, boolean mayComeBack) {
        var certain = watchers.unwatch(session);
        if (mayComeBack && certain.isPresent()) {
            bookmarks.put(session.identity().tenant(), session.id(), certain.getAsLong());
        }
    }
}

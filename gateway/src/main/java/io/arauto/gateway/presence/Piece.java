package io.arauto.gateway.presence;

import io.arauto.gateway.event.OutgoingEvent;
import io.arauto.gateway.socketio.OutboundPacket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Users that are told in one event; its packet is made at most once. */
final class Piece {
    static final Piece NOBODY = new Piece(List.of(), 0, false);

    private final List<KnownUser> users;
    private final long upTo;
    private final boolean more;
    private @Nullable OutboundPacket packet;

    /**
     * @param upTo the version up to which these are all
     * @param more whether others are wanted too
     */
    Piece(List<KnownUser> users, long upTo, boolean more) {
        this.users = users;
        this.upTo = upTo;
        this.more = more;
    }

    boolean isEmpty() {
        return users.isEmpty();
    }

    long upTo() {
        return upTo;
    }

    /** {@code presence:changed {users}}. */
    OutboundPacket packet() {
        var made = packet;
        if (made == null) {
            made = OutboundPacket.raw(
                    OutgoingEvent.ephemeral(
                            "presence:changed",
                            users.stream().map(KnownUser::json).collect(Collectors.joining(",", "{\"users\":[", "]}"))),
                    false);
            packet = made;
        }
        return made;
    }

    /** {@code {users, more?}}; {@code more: true} when others are told next. */
    JsonObject answer() {
        var array = new JsonArray();
        users.forEach(user -> array.add(PresenceJson.of(user.user())));
        var answer = new JsonObject().put("users", array);
        return more ? answer.put("more", true) : answer;
    }
}

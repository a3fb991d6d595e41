package io.arauto.gateway.auth;

import io.vertx.core.json.JsonObject;

/**
 * What the administrators of a tenant let a user do.
 *
 * @param socket connect at all
 * @param chat write in chats; what others write is read by permission alone
 * @param notifications be sent notifications and read the inbox
 * @param presence be shown to others
 */
public record Access(boolean socket, boolean chat, boolean notifications, boolean presence) {
    public static final Access FULL = new Access(true, true, true, true);

    /** Of what {@link #toJson} wrote; what is missing is allowed. */
    public static Access of(JsonObject json) {
        return new Access(
                json.getBoolean("socket", true),
                json.getBoolean("chat", true),
                json.getBoolean("notifications", true),
                json.getBoolean("presence", true));
    }

    /** {@code {socket, chat, notifications, presence}}. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("socket", socket)
                .put("chat", chat)
                .put("notifications", notifications)
                .put("presence", presence);
    }
}
